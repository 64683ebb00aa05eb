package io.quorate.core.registry;

import io.quorate.core.ClusterTime;

/**
 * What the registry remembers of a member.
 *
 * @param state its last recorded state
 * @param cause why it is in that state; may be empty
 * @param since when it came into it
 * @param failures promotions that failed here in a row
 * @param notBefore not granted the role before this time, after failed promotions
 */
public record MemberRecord(
    MemberState state, String cause, ClusterTime since, int failures, ClusterTime notBefore) {

  /** A member that was never heard from. */
  public static MemberRecord unconfigured(ClusterTime now) {
    return new MemberRecord(MemberState.UNCONFIGURED, "", now, 0, now);
  }

  MemberRecord in(MemberState next, String why, ClusterTime now) {
    return new MemberRecord(next, why, now, failures, notBefore);
  }

  MemberRecord failed(String why, ClusterTime now) {
    return new MemberRecord(
        MemberState.FAILED, why, now, failures + 1, now.plus(Backoff.after(failures + 1)));
  }

  MemberRecord cleared() {
    return new MemberRecord(state, cause, since, 0, new ClusterTime(0));
  }
}
