package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries that are over, and what is left of deleted groups, as many as are dropped at once.
 *
 * @param gone what is dropped
 * @param emptied lives of groups of which nothing is left
 * @param swept before this time no deadline is left
 * @param next when there is something to sweep again; null when nothing has a deadline
 */
public record RuntimeSweep(
    List<Gone> gone, List<RuntimeSpace> emptied, ClusterTime swept, @Nullable ClusterTime next) {
  /** Keeps its own copies. */
  public RuntimeSweep {
    gone = List.copyOf(gone);
    emptied = List.copyOf(emptied);
  }

  /**
   * One entry that is dropped.
   *
   * @param place where
   * @param bytes that it takes up
   * @param end when it was to end, so that it is found among the deadlines
   */
  public record Gone(RuntimePlace place, long bytes, RuntimeEnd end) {}
}
