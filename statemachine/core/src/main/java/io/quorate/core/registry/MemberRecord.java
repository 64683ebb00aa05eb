package io.quorate.core.registry;

import io.quorate.core.ClusterTime;

/**
 * What the registry remembers of a member.
 *
 * @param state its last recorded state
 * @param cause why it is in that state; may be empty
 * @param since when it came into it
 * @param failed promotions that failed here, and until when that keeps the role away
 */
public record MemberRecord(
    MemberState state, String cause, ClusterTime since, FailedPromotions failed) {

  /** A member that was never heard from. */
  public static MemberRecord unconfigured(ClusterTime now) {
    return new MemberRecord(MemberState.UNCONFIGURED, "", now, FailedPromotions.NONE);
  }

  /** Whether it is left alone now, since promotions failed here. */
  public boolean leftAlone(ClusterTime now) {
    return !now.reached(failed.notBefore());
  }

  /** Whether it is left alone now even if nobody else can take the role. */
  public boolean leftAloneAtAllCosts(ClusterTime now) {
    return !now.reached(failed.asLastResort());
  }

  MemberRecord in(MemberState next, String why, ClusterTime now) {
    return new MemberRecord(next, why, now, failed);
  }

  MemberRecord withFailure(String why, ClusterTime now) {
    return new MemberRecord(MemberState.FAILED, why, now, failed.andOne(why, now));
  }

  MemberRecord cleared() {
    return new MemberRecord(state, cause, since, FailedPromotions.NONE);
  }
}
