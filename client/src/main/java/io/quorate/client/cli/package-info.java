/**
 * The {@code quorate} command line: options, rendering of answers for people and programs, exit
 * codes.
 *
 * <p>No protocol knowledge beyond the client's API, and no decision about roles: the nodes decide,
 * this shows.
 */
@NullMarked
package io.quorate.client.cli;

import org.jspecify.annotations.NullMarked;
