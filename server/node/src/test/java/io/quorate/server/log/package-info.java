/** Tests of what the process says. */
@NullMarked
package io.quorate.server.log;

import org.jspecify.annotations.NullMarked;
