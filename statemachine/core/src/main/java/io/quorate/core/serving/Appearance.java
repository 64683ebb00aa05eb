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
      case ADOPTED, PROMOTING -> MemberState.PROMOTING;
      case SERVING ->
          failingCheck == null && allUp(parts) ? MemberState.ACTIVE : MemberState.DEGRADED;
      case QUIESCING, QUIET -> MemberState.QUIESCING;
      case DEMOTING, CLEARING, CLEANUP -> MemberState.DEMOTING;
    };
  }

  private static boolean allUp(List<PartView> parts) {
    return parts.stream().allMatch(part -> part.state() == PartView.State.UP);
  }
}
