package io.quorate.replica.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at the checkpoints found.
 *
 * @param whole the newest that is complete and unchanged; null when there is none
 * @param damaged those that are newer, and are not; the newest first
 */
public record ExaminedCheckpoints(@Nullable StoredCheckpoint whole, List<Damaged> damaged) {

  /**
   * A checkpoint that must not be used.
   *
   * @param checkpoint which
   * @param why what is wrong with it
   */
  public record Damaged(StoredCheckpoint checkpoint, String why) {}

  /** Keeps its own copy. */
  public ExaminedCheckpoints {
    damaged = List.copyOf(damaged);
  }

  /** How far the whole one goes. */
  public EntryPosition position() {
    return whole == null ? EntryPosition.NONE : whole.position();
  }
}
