package io.quorate.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Epoch;
import io.quorate.core.config.Resource;
import io.quorate.core.serving.PartView.State;
import io.quorate.core.serving.ServingInputs.Restart;
import io.quorate.core.serving.ServingWorld.Clear;
import io.quorate.core.serving.ServingWorld.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Walks through every state that a node with two resources can come into, whatever the leader says,
 * however the lease goes and whatever fails; and looks from each of them for the way to serving and
 * to rest.
 */
final class ServingWalkTest {
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final Epoch E1 = new Epoch(1);
  private static final Epoch E2 = new Epoch(2);
  private static final Epoch FRESH = new Epoch(3);
  private static final int PATIENCE = 60;

  /** What may be left of a lease. */
  private enum Lease {
    OVER(Duration.ZERO),
    ENDING(Duration.ofMillis(200)),
    PLENTY(Duration.ofSeconds(2));

    private final Duration left;

    Lease(Duration left) {
      this.left = left;
    }
  }

  static Stream<List<Resource>> resources() {
    return Stream.of(
        List.of(service("one"), service("two")),
        List.of(hook("address"), service("db")),
        List.of(service("db"), hook("address")),
        List.of(hook("one"), hook("two")));
  }

  private static Resource service(String name) {
    return new Resource.Service(
        name,
        List.of("run"),
        new TreeMap<>(),
        "",
        null,
        Duration.ofSeconds(2),
        Duration.ofMillis(100),
        new Resource.Stop(List.of(), "TERM", Duration.ofSeconds(5)));
  }

  private static Resource hook(String name) {
    return new Resource.Hook(
        name,
        List.of("quiet"),
        List.of("down"),
        List.of("up"),
        Duration.ofSeconds(1),
        new TreeMap<>());
  }

  @ParameterizedTest
  @MethodSource("resources")
  void noStepEverBreaksARuleAndEveryStateHasAWayOn(List<Resource> resources) {
    Set<ServingWorld> reached = walk(resources);

    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    reached.forEach(world -> stages.add(world.state().stage()));
    assertThat(stages).isEqualTo(EnumSet.allOf(Stage.class));
    for (ServingWorld world : reached) {
      assertThat(serves(world, resources)).as("serves in the end, from %s", world).isTrue();
      assertThat(rests(world, resources)).as("rests in the end, from %s", world).isTrue();
    }
    System.out.println(
        "walked through " + reached.size() + " states of a node with " + names(resources));
  }

  private static List<String> names(List<Resource> resources) {
    return resources.stream().map(resource -> resource.getClass().getSimpleName()).toList();
  }

  private static Set<ServingWorld> walk(List<Resource> resources) {
    Set<ServingWorld> reached = new LinkedHashSet<>(starts(resources));
    Deque<ServingWorld> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      ServingWorld world = open.removeFirst();
      List<ServingWorld> next = new ArrayList<>(world.events(resources));
      for (Directive directive : directives()) {
        for (Lease lease : Lease.values()) {
          for (Restart restart : Restart.values()) {
            next.add(step(world, resources, directive, lease, restart));
          }
        }
      }
      next.stream().filter(reached::add).forEach(open::addLast);
    }
    return reached;
  }

  private static List<ServingWorld> starts(List<Resource> resources) {
    List<ServingWorld> starts = new ArrayList<>();
    List<Part> down = List.of(Part.at(State.DOWN), Part.at(State.DOWN));
    starts.add(new ServingWorld(ServingState.IDLE, GuardState.NONE, Clear.NO, down));
    starts.add(
        new ServingWorld(
            ServingState.leftOver(E1, 2), GuardState.NONE, Clear.NO, leftOver(resources)));
    for (State one : List.of(State.DOWN, State.UP, State.FAILED)) {
      for (State two : List.of(State.DOWN, State.UP, State.FAILED)) {
        starts.add(
            new ServingWorld(
                ServingState.adopted(E1),
                GuardState.ALIVE,
                Clear.NO,
                List.of(Part.at(one), Part.at(two))));
      }
    }
    return starts;
  }

  private static List<Part> leftOver(List<Resource> resources) {
    return resources.stream()
        .map(resource -> Part.at(resource instanceof Resource.Hook ? State.UP : State.DOWN))
        .toList();
  }

  private static List<Directive> directives() {
    List<Directive> directives = new ArrayList<>(List.of(Directive.NONE));
    for (Directive.Step step : Directive.Step.values()) {
      directives.add(new Directive(step, E1));
      directives.add(new Directive(step, E2));
    }
    return directives;
  }

  private static ServingWorld step(
      ServingWorld world,
      List<Resource> resources,
      Directive directive,
      Lease lease,
      Restart restart) {
    ServingInputs inputs =
        new ServingInputs(
            resources,
            world.parts().stream().map(part -> new PartView(part.view(), "")).toList(),
            directive,
            lease.left,
            BUDGET,
            world.guard(),
            restart);
    ServingStep step = ServingRules.next(world.state(), inputs);
    for (Effect effect : step.effects()) {
      check(effect, world, resources, lease);
    }
    boolean serving =
        EnumSet.of(Stage.SERVING, Stage.QUIESCING, Stage.QUIET, Stage.PROMOTING)
            .contains(step.state().stage());
    if (lease == Lease.OVER && serving) {
      throw new AssertionError("serves without a lease: " + world + " " + directive);
    }
    return world.after(step);
  }

  private static void check(
      Effect effect, ServingWorld world, List<Resource> resources, Lease lease) {
    boolean starts = effect instanceof Effect.StartPart || effect instanceof Effect.LaunchGuard;
    if (starts && lease == Lease.OVER) {
      throw new AssertionError(effect + " without a lease: " + world);
    }
    if (effect instanceof Effect.LaunchGuard && world.guard() != GuardState.NONE) {
      throw new AssertionError(effect + " while there is one: " + world);
    }
    if (effect instanceof Effect.StartPart start
        && resources.get(start.part()) instanceof Resource.Service
        && world.guard() != GuardState.ALIVE) {
      throw new AssertionError(effect + " without a guard: " + world);
    }
    if (effect instanceof Effect.Release
        && (world.guard() != GuardState.NONE || !world.nothingServes())) {
      throw new AssertionError(effect + " while something serves: " + world);
    }
  }

  /**
   * With a good directive for a fresh epoch and resources that work, everything serves in the end.
   */
  private static boolean serves(ServingWorld from, List<Resource> resources) {
    ServingWorld world = from;
    for (int i = 0; i < PATIENCE && !world.everythingServes(FRESH); i++) {
      world = promptly(world, resources, Directive.Step.SERVE);
    }
    return world.everythingServes(FRESH);
  }

  /** Told to stand by, the node comes to rest, and nothing of the group is left. */
  private static boolean rests(ServingWorld from, List<Resource> resources) {
    ServingWorld world = from;
    for (int i = 0; i < PATIENCE && world.state().stage() != Stage.IDLE; i++) {
      world = promptly(world, resources, Directive.Step.STAND_BY);
    }
    return world.state().stage() == Stage.IDLE
        && world.guard() == GuardState.NONE
        && world.nothingServes();
  }

  /** One step of the rules, then everything that is under way succeeds. */
  private static ServingWorld promptly(
      ServingWorld from, List<Resource> resources, Directive.Step wanted) {
    // The holder has no lease for an epoch that is over; for the fresh one it has.
    boolean fresh = from.state().epoch().equals(FRESH) || from.state().stage() == Stage.IDLE;
    Lease lease = fresh ? Lease.PLENTY : Lease.ENDING;
    ServingWorld world = step(from, resources, new Directive(wanted, FRESH), lease, Restart.NOW);
    List<ServingWorld> next = world.prompt(resources);
    while (!next.isEmpty()) {
      world = next.get(0);
      next = world.prompt(resources);
    }
    return world;
  }
}
