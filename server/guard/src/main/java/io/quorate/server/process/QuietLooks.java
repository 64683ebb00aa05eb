package io.quorate.server.process;

import java.util.List;

/**
 * Counts looks at the process table until it is proven that nobody is there. One look is not proof:
 * a child that was born while the table was read may be missing from it. Nor is a look during which
 * strangers ended or replaced their programs: one of them may have been looked for, or have had a
 * child that was. Such looks count only when there are many of them.
 *
 * <p>Not for several threads at once.
 */
public final class QuietLooks {
  private static final int QUIET = 2;
  private static final int DOUBTFUL = 30;

  private ProcessTable last = new ProcessTable(List.of());
  private int quiet;
  private int doubtful;

  /** Somebody was found in this table. */
  public void somebody(ProcessTable table) {
    unseen();
    last = table;
  }

  /** Nobody was found in this table. */
  public void nobody(ProcessTable table) {
    if (table.leavesDoubts(last)) {
      doubtful++;
    } else {
      quiet++;
    }
    last = table;
  }

  /** Nobody was found in this table, nor by another who misses nobody. */
  public void nobodySurely(ProcessTable table) {
    quiet++;
    last = table;
  }

  /** There was no table to look at, and not seen is not gone. */
  public void unseen() {
    quiet = 0;
    doubtful = 0;
  }

  /** Whether nobody was found often enough in a row. */
  public boolean proven() {
    return quiet >= QUIET || doubtful >= DOUBTFUL;
  }
}
