package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;

/**
 * The configuration of a group is not delivered to its members. It stays so over changes of the
 * leader and restarts, until somebody resumes it or the group is deleted.
 *
 * @param author who paused it
 * @param since when, by the cluster's clock
 * @param reason why, in words; may be empty
 */
public record SyncPause(String author, ClusterTime since, String reason) {
  /** Who and when, for people. */
  public String by() {
    return author + " paused it at " + AwaitedCommit.shown(since);
  }

  /** What that means to a group, who did it, when and why, for people. */
  public String told(GroupId group) {
    return "the configuration of "
        + group
        + " is not delivered to its members: "
        + by()
        + (reason.isEmpty() ? "" : ": " + reason);
  }

  /** How it ends. */
  public static String remedy(GroupId group) {
    return "quorate sync resume " + group;
  }

  /** Why nothing can be delivered now. */
  Refusal refusal(GroupId group) {
    return Refusal.of(Reason.SYNC_OFF, told(group), remedy(group));
  }
}
