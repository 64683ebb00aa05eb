/**
 * Where the process begins: the command line of the distribution. What a command does lives in the
 * packages below or in the client; nothing is decided here.
 */
@NullMarked
package io.quorate.server;

import org.jspecify.annotations.NullMarked;
