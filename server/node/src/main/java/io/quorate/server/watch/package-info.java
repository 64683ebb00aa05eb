/**
 * Whether the threads that lead, hold leases or report get on. Nothing is decided about roles here.
 */
@NullMarked
package io.quorate.server.watch;

import org.jspecify.annotations.NullMarked;
