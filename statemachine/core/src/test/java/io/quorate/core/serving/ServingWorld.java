package io.quorate.core.serving;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.PartView.State;
import java.util.ArrayList;
import java.util.List;

/**
 * A node with one group, small enough to be walked through: what the rules remember, the guard, and
 * the resources.
 *
 * @param state of the rules, without its cause
 * @param guard what it does
 * @param clear whether a kill was begun and not finished
 * @param parts what each resource does, and what it will be when that is done
 */
record ServingWorld(ServingState state, GuardState guard, Clear clear, List<Part> parts) {

  /** Whether what is left is being killed. */
  enum Clear {
    NO,
    BEGUN
  }

  /**
   * A resource.
   *
   * @param view what it does
   * @param then what it will be when it is no longer busy; the same as the view when it is not
   */
  record Part(State view, State then) {
    static Part at(State view) {
      return new Part(view, view);
    }
  }

  ServingWorld {
    state = new ServingState(state.stage(), state.epoch(), state.position(), state.failed(), "");
    parts = List.copyOf(parts);
  }

  /** The state after a step and the begin of its effects. */
  ServingWorld after(ServingStep step) {
    GuardState nextGuard = guard;
    Clear nextClear = clear;
    List<Part> nextParts = new ArrayList<>(parts);
    for (Effect effect : step.effects()) {
      if (effect instanceof Effect.LaunchGuard) {
        nextGuard = GuardState.STARTING;
      } else if (effect instanceof Effect.StartPart start) {
        nextParts.set(start.part(), new Part(State.BUSY, State.UP));
      } else if (effect instanceof Effect.QuiescePart quiesce) {
        nextParts.set(quiesce.part(), new Part(State.BUSY, State.QUIET));
      } else if (effect instanceof Effect.StopPart stop) {
        nextParts.set(stop.part(), new Part(State.BUSY, State.DOWN));
      } else if (effect instanceof Effect.Clear) {
        nextClear = Clear.BEGUN;
      }
    }
    if (step.state().stage() == Stage.IDLE) {
      nextParts.replaceAll(part -> Part.at(State.DOWN));
    }
    return new ServingWorld(step.state(), nextGuard, nextClear, nextParts);
  }

  /** Everything that may happen by itself. */
  List<ServingWorld> events(List<Resource> resources) {
    List<ServingWorld> events = new ArrayList<>(prompt(resources));
    for (int i = 0; i < parts.size(); i++) {
      boolean service = resources.get(i).guarded();
      boolean stopping = parts.get(i).then() == State.DOWN;
      // A service that does not stop is killed, so stopping one cannot fail.
      if (parts.get(i).view() == State.BUSY && !(service && stopping)) {
        events.add(with(i, State.FAILED));
      }
      if (parts.get(i).view() == State.UP && service) {
        events.add(with(i, State.FAILED));
      }
    }
    if (guard == GuardState.STARTING || guard == GuardState.ALIVE) {
      events.add(guardLost(resources));
    }
    return events;
  }

  /** What happens by itself when nothing goes wrong. */
  List<ServingWorld> prompt(List<Resource> resources) {
    List<ServingWorld> events = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).view() == State.BUSY) {
        events.add(with(i, parts.get(i).then()));
      }
    }
    if (guard == GuardState.STARTING) {
      events.add(new ServingWorld(state, GuardState.ALIVE, clear, parts));
    }
    if (clear == Clear.BEGUN) {
      List<Part> left = new ArrayList<>(parts);
      for (int i = 0; i < left.size(); i++) {
        if (resources.get(i).guarded()) {
          left.set(i, Part.at(State.DOWN));
        }
      }
      events.add(new ServingWorld(state, GuardState.NONE, Clear.NO, left));
    }
    return events;
  }

  private ServingWorld with(int index, State view) {
    List<Part> changed = new ArrayList<>(parts);
    changed.set(index, Part.at(view));
    return new ServingWorld(state, guard, clear, changed);
  }

  private ServingWorld guardLost(List<Resource> resources) {
    List<Part> changed = new ArrayList<>(parts);
    for (int i = 0; i < changed.size(); i++) {
      if (resources.get(i).guarded() && alive(new PartView(changed.get(i).view(), ""))) {
        changed.set(i, Part.at(State.FAILED));
      }
    }
    return new ServingWorld(state, GuardState.LOST, clear, changed);
  }

  /** What the rules are told of the resources. */
  List<PartView> views() {
    return parts.stream().map(part -> new PartView(part.view(), "")).toList();
  }

  static boolean alive(PartView part) {
    return part.state() == State.UP || part.state() == State.QUIET || part.state() == State.BUSY;
  }

  boolean nothingServes() {
    return views().stream().noneMatch(ServingWorld::alive);
  }

  boolean everythingServes(Epoch epoch) {
    return state.stage() == Stage.SERVING
        && state.epoch().equals(epoch)
        && parts.stream().allMatch(part -> part.view() == State.UP);
  }
}
