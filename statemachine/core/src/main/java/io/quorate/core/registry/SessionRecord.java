package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A session: a program's writes, one after the other, and what the last of them were answered.
 *
 * @param actor who opened it, for the history
 * @param noted a time at which it was used, less than {@link Sessions#NOTING} before the last one
 * @param forgotten sequence up to which no answer is kept
 * @param kept the last answers, at most {@link #ANSWERS}, by their sequences, which ascend
 */
public record SessionRecord(
    String actor, ClusterTime noted, long forgotten, List<KeptAnswer> kept) {
  /** Answers that are kept, so as many writes of a session may be without an answer at a time. */
  public static final int ANSWERS = 64;

  /** Keeps its own copy. */
  public SessionRecord {
    kept = List.copyOf(kept);
  }

  /** The sequence of the last write that was decided; 0 before the first. */
  long last() {
    return kept.isEmpty() ? forgotten : kept.get(kept.size() - 1).sequence();
  }

  SessionRecord with(KeptAnswer next) {
    List<KeptAnswer> all = new ArrayList<>(kept);
    long dropped = forgotten;
    if (all.size() == ANSWERS) {
      dropped = all.remove(0).sequence();
    }
    all.add(next);
    return new SessionRecord(actor, noted, dropped, all);
  }

  SessionRecord usedAt(ClusterTime now) {
    return new SessionRecord(actor, now, forgotten, kept);
  }
}
