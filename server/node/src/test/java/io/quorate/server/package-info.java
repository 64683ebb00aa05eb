/** Tests of where the process begins. */
@NullMarked
package io.quorate.server;

import org.jspecify.annotations.NullMarked;
