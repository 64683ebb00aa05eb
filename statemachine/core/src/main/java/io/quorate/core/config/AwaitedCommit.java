package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.time.Instant;

/**
 * A commit that is undone by itself unless somebody confirms it. Until it is settled it is the last
 * one of its space, so that undoing it overwrites nothing.
 *
 * @param space where
 * @param revision that it made
 * @param author who made it
 * @param since when, by the cluster's clock
 * @param until when it is undone, by the same clock
 */
public record AwaitedCommit(
    SpaceId space, Revision revision, String author, ClusterTime since, ClusterTime until) {

  /** Its name and when it ends, for people. */
  public String told() {
    return "revision "
        + revision
        + " of "
        + space
        + ", made by "
        + author
        + " at "
        + shown(since)
        + ", is undone at "
        + shown(until)
        + " unless somebody confirms it";
  }

  /** What can be done about it. */
  public String remedy() {
    return "confirm it (quorate config confirm "
        + space
        + ") or undo it now (quorate config cancel "
        + space
        + ")";
  }

  /** Why nothing else can be committed meanwhile. */
  Refusal refusal() {
    return Refusal.of(Reason.AWAITS_CONFIRMATION, told(), remedy() + ", then try again");
  }

  static String shown(ClusterTime time) {
    return Instant.ofEpochMilli(time.millis()).toString();
  }
}
