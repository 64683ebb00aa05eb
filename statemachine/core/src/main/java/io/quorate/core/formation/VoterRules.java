package io.quorate.core.formation;

import io.quorate.core.formation.VoterStanding.Empty;
import io.quorate.core.formation.VoterStanding.Member;
import io.quorate.core.formation.VoterStanding.Prepared;
import java.util.Optional;

/** Decides what a voter does that is told to take part in a formation. */
public final class VoterRules {
  private static final String AGAIN = "run quorate cluster form again";

  private VoterRules() {}

  /**
   * What a voter is to be prepared for.
   *
   * @param process the run that was looked at
   * @param seen how far it had come then
   * @param formation what for
   */
  public record Preparation(String process, VoterStanding seen, FormationId formation) {}

  /**
   * Why a voter is not prepared; empty when it is to be. It must be the very process that was
   * looked at and as it was then: between the two it cannot have been a member and lost its data.
   */
  public static Optional<FormationRefusal> prepare(VoterAccount own, Preparation asked) {
    if (own.standing() instanceof Member) {
      return changed(own, "holds data by now");
    }
    if (!own.process().equals(asked.process())) {
      return changed(own, "was started anew since it was looked at");
    }
    if (!own.standing().equals(asked.seen())) {
      return changed(own, "was prepared for another formation since it was looked at");
    }
    return Optional.empty();
  }

  /**
   * Why a voter does not begin; empty when it is to, or has. What it was prepared for is on its
   * disk, so since then it has lost nothing.
   */
  public static Optional<FormationRefusal> begin(VoterAccount own, FormationId formation) {
    if (formationOf(own.standing()).equals(Optional.of(formation))) {
      return Optional.empty();
    }
    return own.standing() instanceof Empty
        ? changed(own, "holds nothing any more of what it was prepared for")
        : changed(own, "belongs to another formation");
  }

  /**
   * Whether a voter begins by itself because another has: that one was told to only after all were
   * prepared. So nobody need come back when whoever told them dies half-way.
   */
  public static boolean follows(VoterStanding own, VoterStanding other) {
    return own instanceof Prepared prepared
        && other instanceof Member member
        && prepared.formation().equals(member.formation());
  }

  private static Optional<FormationId> formationOf(VoterStanding standing) {
    if (standing instanceof Prepared prepared) {
      return Optional.of(prepared.formation());
    }
    return standing instanceof Member member ? Optional.of(member.formation()) : Optional.empty();
  }

  private static Optional<FormationRefusal> changed(VoterAccount own, String how) {
    return Optional.of(
        new FormationRefusal(FormationReason.VOTER_CHANGED, own.node() + " " + how, AGAIN));
  }
}
