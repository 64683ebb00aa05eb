package io.quorate.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.ServingInputs.Restart;
import io.quorate.core.serving.ServingWalk.Lease;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks through every state of a node, holds each step of the rules to what must never be, and
 * looks from each state for the way to serving and to rest.
 */
final class ServingWalkTest {
  private static final Epoch FRESH = new Epoch(3);
  private static final int PATIENCE = 60;

  private static final ServingWalk.Visitor RULES =
      new ServingWalk.Visitor() {
        @Override
        public void step(ServingState from, ServingInputs inputs, ServingStep step) {
          for (Effect effect : step.effects()) {
            check(effect, inputs, from);
          }
          boolean serving =
              EnumSet.of(Stage.SERVING, Stage.QUIESCING, Stage.QUIET, Stage.PROMOTING)
                  .contains(step.state().stage());
          if (inputs.leaseOver() && serving) {
            throw new AssertionError("serves without a lease: " + from + " " + inputs);
          }
        }

        @Override
        public void moved(
            ServingState from, List<PartView> fromParts, ServingState to, List<PartView> toParts) {
          // What is forbidden is forbidden to steps.
        }
      };

  static List<List<Resource>> resources() {
    return ServingWalk.pairs();
  }

  @ParameterizedTest
  @MethodSource("resources")
  void noStepEverBreaksARuleAndEveryStateHasAWayOn(List<Resource> resources) {
    ServingWalk walk = new ServingWalk(resources, RULES);
    Set<ServingWorld> reached = walk.reached();

    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    reached.forEach(world -> stages.add(world.state().stage()));
    assertThat(stages).isEqualTo(EnumSet.allOf(Stage.class));
    for (ServingWorld world : reached) {
      assertThat(serves(world, walk, resources)).as("serves in the end, from %s", world).isTrue();
      assertThat(rests(world, walk, resources)).as("rests in the end, from %s", world).isTrue();
    }
    System.out.println(
        "walked through " + reached.size() + " states of a node with " + names(resources));
  }

  private static List<String> names(List<Resource> resources) {
    return resources.stream().map(resource -> resource.getClass().getSimpleName()).toList();
  }

  private static void check(Effect effect, ServingInputs inputs, ServingState from) {
    boolean starts = effect instanceof Effect.StartPart || effect instanceof Effect.LaunchGuard;
    if (starts && inputs.leaseOver()) {
      throw new AssertionError(effect + " without a lease: " + from);
    }
    if (effect instanceof Effect.LaunchGuard && inputs.guard() != GuardState.NONE) {
      throw new AssertionError(effect + " while there is one: " + from);
    }
    if (effect instanceof Effect.StartPart start
        && inputs.resources().get(start.part()).guarded()
        && inputs.guard() != GuardState.ALIVE) {
      throw new AssertionError(effect + " without a guard: " + from);
    }
    boolean somethingServes = inputs.parts().stream().anyMatch(ServingWorld::alive);
    if (effect instanceof Effect.Release
        && (inputs.guard() != GuardState.NONE || somethingServes)) {
      throw new AssertionError(effect + " while something serves: " + from + " " + inputs);
    }
  }

  /**
   * With a good directive for a fresh epoch and resources that work, everything serves in the end.
   */
  private static boolean serves(ServingWorld from, ServingWalk walk, List<Resource> resources) {
    ServingWorld world = from;
    for (int i = 0; i < PATIENCE && !world.everythingServes(FRESH); i++) {
      world = promptly(world, walk, resources, Directive.Step.SERVE);
    }
    return world.everythingServes(FRESH);
  }

  /** Told to stand by, the node comes to rest, and nothing of the group is left. */
  private static boolean rests(ServingWorld from, ServingWalk walk, List<Resource> resources) {
    ServingWorld world = from;
    for (int i = 0; i < PATIENCE && world.state().stage() != Stage.IDLE; i++) {
      world = promptly(world, walk, resources, Directive.Step.STAND_BY);
    }
    return world.state().stage() == Stage.IDLE
        && world.guard() == GuardState.NONE
        && world.nothingServes();
  }

  /** One step of the rules, then everything that is under way succeeds. */
  private static ServingWorld promptly(
      ServingWorld from, ServingWalk walk, List<Resource> resources, Directive.Step wanted) {
    // The holder has no lease for an epoch that is over; for the fresh one it has.
    boolean fresh = from.state().epoch().equals(FRESH) || from.state().stage() == Stage.IDLE;
    Lease lease = fresh ? Lease.PLENTY : Lease.ENDING;
    ServingWorld world = walk.step(from, new Directive(wanted, FRESH), lease, Restart.NOW);
    List<ServingWorld> next = world.prompt(resources);
    while (!next.isEmpty()) {
      world = next.get(0);
      next = world.prompt(resources);
    }
    return world;
  }
}
