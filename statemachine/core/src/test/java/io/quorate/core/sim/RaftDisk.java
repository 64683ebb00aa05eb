package io.quorate.core.sim;

import io.quorate.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a voter never forgets: its term, its vote, its log, and how often its process was started.
 */
final class RaftDisk {
  long term;
  @Nullable NodeId vote;
  final List<LogEntry> log = new ArrayList<>();
  long incarnation;

  long lastIndex() {
    return log.size();
  }

  long termAt(long index) {
    return index == 0 ? 0 : log.get((int) index - 1).term();
  }
}
