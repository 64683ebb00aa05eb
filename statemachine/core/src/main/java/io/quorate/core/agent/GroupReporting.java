package io.quorate.core.agent;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Appearance;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words what a node says of itself about one group.
 *
 * @param spec the declaration that holds
 * @param served the declaration by which it serves
 * @param state how far it is
 * @param released the highest epoch that it released
 * @param revision of {@code spec}
 */
record GroupReporting(
    GroupSpec spec, GroupSpec served, ServingState state, Epoch released, Revision revision) {

  /**
   * The report.
   *
   * @param wornOut why services count as having died too often; empty when they do not
   * @param broken what the group's own code ended with; null while it is well
   */
  MemberReport report(Observation seen, String wornOut, @Nullable String broken) {
    String failing = failing(seen.checks());
    boolean unfit = broken != null || !wornOut.isEmpty() || (failing != null && servingStage());
    MemberState visible = Appearance.of(state.stage(), seen.parts(), failing);
    return new MemberReport(
        state.epoch(),
        broken == null ? visible : MemberState.FAILED,
        broken == null ? cause(seen, failing, wornOut) : broken,
        released,
        state.failed(),
        quiescing(seen),
        unfit ? MemberReport.Fitness.UNFIT : MemberReport.Fitness.FIT,
        revision,
        seen.checks(),
        state.stage() == Stage.IDLE ? List.of() : seen.resources(),
        seen.deliveries(),
        seen.facts());
  }

  private static @Nullable String failing(List<CheckReport> checks) {
    return checks.stream()
        .filter(CheckReport::speaksAgainst)
        .map(CheckReport::name)
        .findFirst()
        .orElse(null);
  }

  private boolean servingStage() {
    return state.stage() == Stage.SERVING
        || state.stage() == Stage.QUIESCING
        || state.stage() == Stage.QUIET;
  }

  private MemberReport.Quiescing quiescing(Observation seen) {
    if (state.stage() == Stage.QUIET) {
      return MemberReport.Quiescing.DONE;
    }
    boolean failed =
        state.stage() == Stage.QUIESCING
            && state.position() >= 0
            && seen.parts().get(state.position()).state() == PartView.State.FAILED;
    return failed ? MemberReport.Quiescing.FAILED : MemberReport.Quiescing.NO;
  }

  private String cause(Observation seen, @Nullable String failing, String wornOut) {
    if (!seen.guardTrouble().isEmpty()) {
      return seen.guardTrouble();
    }
    String down = state.stage() == Stage.SERVING ? down(seen.parts()) : null;
    if (down != null) {
      return down;
    }
    if (failing != null) {
      String fails = "check " + failing + " fails";
      return promotionFailed() ? state.cause() + "; " + fails : fails;
    }
    return state.cause().isEmpty() ? wornOut : state.cause();
  }

  /**
   * What came of the last epoch is told whatever else there is: it is the history's only source.
   */
  private boolean promotionFailed() {
    return state.stage() == Stage.IDLE
        && !state.cause().isEmpty()
        && !released.equals(Epoch.NONE)
        && state.failed().equals(released);
  }

  private @Nullable String down(List<PartView> parts) {
    for (int part = 0; part < parts.size(); part++) {
      if (parts.get(part).state() != PartView.State.UP) {
        return served.resources().get(part).name() + ": " + parts.get(part).detail();
      }
    }
    return null;
  }
}
