/**
 * What the process says on its standard error: bounded, so that nobody who says something waits for
 * somebody who reads it.
 */
@NullMarked
package io.quorate.server.log;

import org.jspecify.annotations.NullMarked;
