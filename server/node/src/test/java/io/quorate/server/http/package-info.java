/** Tests of health, roles and metrics over HTTP. */
@NullMarked
package io.quorate.server.http;

import org.jspecify.annotations.NullMarked;
