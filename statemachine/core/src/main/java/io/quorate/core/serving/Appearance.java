package io.quorate.core.serving;

import io.quorate.core.registry.MemberState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a node says of itself for a group: the state that people see (feature R9). */
public final class Appearance {
  private Appearance() {}

  /**
   * The visible state.
   *
   * @param stage how far the node is
   * @param parts what each resource is doing here
   * @param failingCheck a critical check that fails here; null when none does
   */
  public static MemberState of(Stage stage, List<PartView> parts, @Nullable String failingCheck) {
    return switch (stage) {
      case IDLE -> failingCheck == null ? MemberState.STANDBY : MemberState.DEGRADED;
      case PROMOTING -> MemberState.PROMOTING;
      case ADOPTED -> halfStarted(parts) ? MemberState.PROMOTING : serving(parts, failingCheck);
      case SERVING -> serving(parts, failingCheck);
      case QUIESCING, QUIET -> MemberState.QUIESCING;
      case DEMOTING, CLEARING, CLEANUP -> MemberState.DEMOTING;
    };
  }

  private static MemberState serving(List<PartView> parts, @Nullable String failingCheck) {
    if (!parts.stream().allMatch(part -> part.state() == PartView.State.UP)) {
      return MemberState.INTERRUPTED;
    }
    return failingCheck == null ? MemberState.ACTIVE : MemberState.DEGRADED;
  }

  /** What an earlier run of the agent had not finished to start, or had begun to quiesce. */
  static boolean halfStarted(List<PartView> parts) {
    return parts.stream()
        .map(PartView::state)
        .anyMatch(part -> part != PartView.State.UP && part != PartView.State.FAILED);
  }
}
