package io.quorate.core.transition;

import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Appearance;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of what a node shows for a group.
 *
 * @param before what it showed
 * @param after what it shows
 * @param ending whether a promotion that failed came to its end with it
 */
record NodeMove(Look before, Look after, Ending ending) {
  private static final String CHECK = "check";

  /**
   * What a node shows.
   *
   * @param stage that it is in
   * @param shown that people see
   */
  record Look(Stage stage, MemberState shown) {
    static final Look AT_REST = new Look(Stage.IDLE, MemberState.STANDBY);

    private static Look of(
        ServingState state, List<PartView> parts, @Nullable String failingCheck) {
      return new Look(state.stage(), Appearance.of(state.stage(), parts, failingCheck));
    }
  }

  /** What came to its end. */
  enum Ending {
    NOTHING,
    FAILED_PROMOTION
  }

  /** What a move looks like, whether checks pass, fail, or begin or cease to fail. */
  static List<NodeMove> between(
      ServingState from, List<PartView> fromParts, ServingState to, List<PartView> toParts) {
    boolean failed =
        from.stage() != Stage.IDLE && to.stage() == Stage.IDLE && to.failed().equals(from.epoch());
    Ending ending = failed ? Ending.FAILED_PROMOTION : Ending.NOTHING;
    Look before = Look.of(from, fromParts, null);
    Look beforeUnwell = Look.of(from, fromParts, CHECK);
    return List.of(
        new NodeMove(before, Look.of(to, toParts, null), ending),
        new NodeMove(beforeUnwell, Look.of(to, toParts, CHECK), ending),
        new NodeMove(before, beforeUnwell, Ending.NOTHING),
        new NodeMove(beforeUnwell, before, Ending.NOTHING));
  }
}
