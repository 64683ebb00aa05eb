package io.quorate.replica;

import io.quorate.replica.leadership.FollowerView;
import io.quorate.replica.store.EntryPosition;
import java.util.List;

/**
 * Numbers of a replica at one moment.
 *
 * @param applied last entry that was applied
 * @param commitIndex last entry that is known to be committed
 * @param lastIndex last entry of the log
 * @param snapshot last checkpoint, {@link EntryPosition#NONE} when there is none
 * @param waiting proposals without a reply
 * @param followers the others, when this one leads
 */
public record ReplicaMetrics(
    EntryPosition applied,
    long commitIndex,
    long lastIndex,
    EntryPosition snapshot,
    int waiting,
    List<FollowerView> followers) {

  /** Copies the list. */
  public ReplicaMetrics {
    followers = List.copyOf(followers);
  }
}
