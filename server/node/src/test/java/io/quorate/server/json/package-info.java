/** Tests of the API over HTTP: hostile input, limits, and its description. */
@NullMarked
package io.quorate.server.json;

import org.jspecify.annotations.NullMarked;
