/**
 * When a leader has to go: pure decisions, made several times a second.
 *
 * <p>Ratis checks whether a leader still hears a majority, and hands over from a witness, only
 * while it is idle (ratis.md, findings 2 and 3b). Nothing here is needed for safety, only for
 * service to go on.
 */
@NullMarked
package io.quorate.replica.leadership;

import org.jspecify.annotations.NullMarked;
