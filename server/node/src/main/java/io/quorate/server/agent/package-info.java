/** The node's own side: heartbeats, leases, and each group's resources under their guard. */
@NullMarked
package io.quorate.server.agent;

import org.jspecify.annotations.NullMarked;
