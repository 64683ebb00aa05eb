/**
 * What nodes and their leader say to each other: heartbeats and their answers, each of which stands
 * for a whole picture although only what changed is sent.
 *
 * <p>No decisions and no bytes: the agent and the leader decide, the shells encode.
 */
@NullMarked
package io.quorate.core.session;

import org.jspecify.annotations.NullMarked;
