package io.quorate.core.serving;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.PartView.State;
import io.quorate.core.serving.ServingInputs.Restart;
import io.quorate.core.serving.ServingWorld.Clear;
import io.quorate.core.serving.ServingWorld.Part;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every state that a node with two resources can come into, whatever the leader says, however the
 * lease goes and whatever fails.
 */
public final class ServingWalk {
  /** Somewhat more than there are: rules that lead to more have lost their bounds. */
  private static final int MOST_WORLDS = 4_000;

  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final Epoch E1 = new Epoch(1);
  private static final Epoch E2 = new Epoch(2);

  /** What may be left of a lease. */
  public enum Lease {
    /** Nothing. */
    OVER(Duration.ZERO),
    /** Enough to stop. */
    ENDING(Duration.ofMillis(200)),
    /** Enough to serve. */
    PLENTY(Duration.ofSeconds(2));

    private final Duration left;

    Lease(Duration left) {
      this.left = left;
    }
  }

  /** Sees what the walk sees; some of it more than once. */
  public interface Visitor {
    /** The rules said what follows from the inputs. */
    void step(ServingState from, ServingInputs inputs, ServingStep step);

    /** The node came from one state into another, by a step or by itself. */
    void moved(
        ServingState from, List<PartView> fromParts, ServingState to, List<PartView> toParts);
  }

  private final List<Resource> resources;
  private final Visitor visitor;

  /** A walk of a node with these two resources. */
  public ServingWalk(List<Resource> resources, Visitor visitor) {
    this.resources = List.copyOf(resources);
    this.visitor = visitor;
  }

  /** Two resources, in every order of services and hooks. */
  public static List<List<Resource>> pairs() {
    return List.of(
        List.of(service("one"), service("two")),
        List.of(hook("address"), service("db")),
        List.of(service("db"), hook("address")),
        List.of(hook("one"), hook("two")));
  }

  private static Resource service(String name) {
    return Examples.service(name);
  }

  private static Resource hook(String name) {
    return Examples.hook(name, Duration.ofSeconds(1));
  }

  /** Goes everywhere, and says in how many states it was. */
  public int everywhere() {
    return reached().size();
  }

  Set<ServingWorld> reached() {
    Set<ServingWorld> reached = new LinkedHashSet<>(starts());
    Deque<ServingWorld> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      ServingWorld world = open.removeFirst();
      List<ServingWorld> next = new ArrayList<>(world.events(resources));
      for (Directive directive : directives()) {
        for (Lease lease : Lease.values()) {
          for (Restart restart : Restart.values()) {
            next.add(step(world, directive, lease, restart));
          }
        }
      }
      for (ServingWorld to : next) {
        visitor.moved(world.state(), world.views(), to.state(), to.views());
        if (reached.add(to)) {
          open.addLast(to);
        }
        if (reached.size() > MOST_WORLDS) {
          throw new AssertionError("no end of states, as now " + to);
        }
      }
    }
    return reached;
  }

  ServingWorld step(ServingWorld world, Directive directive, Lease lease, Restart restart) {
    ServingInputs inputs =
        new ServingInputs(
            resources, world.views(), directive, lease.left, BUDGET, world.guard(), "", restart);
    ServingStep step = ServingRules.next(world.state(), inputs);
    visitor.step(world.state(), inputs, step);
    return world.after(step);
  }

  private List<ServingWorld> starts() {
    List<ServingWorld> starts = new ArrayList<>();
    List<Part> down = List.of(Part.at(State.DOWN), Part.at(State.DOWN));
    starts.add(new ServingWorld(ServingState.IDLE, GuardState.NONE, Clear.NO, down));
    starts.add(
        new ServingWorld(ServingState.leftOver(E1, 2), GuardState.NONE, Clear.NO, leftOver()));
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

  private List<Part> leftOver() {
    return resources.stream()
        .map(resource -> Part.at(resource.guarded() ? State.DOWN : State.UP))
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
}
