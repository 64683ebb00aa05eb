/**
 * Ratis' log on disk as it is before Ratis starts: how far it goes, and the repair of a torn end.
 *
 * <p>Follows the format of Ratis 3.3.0 (SegmentedRaftLogFormat, SegmentedRaftLogReader). Changes
 * nothing but the end of the open segment, and that only where it is certain that no acknowledged
 * entry is lost.
 */
@NullMarked
package io.quorate.replica.raftlog;

import org.jspecify.annotations.NullMarked;
