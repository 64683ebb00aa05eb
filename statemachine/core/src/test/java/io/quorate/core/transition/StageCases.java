package io.quorate.core.transition;

import io.quorate.core.Epoch;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.ServingWalk;
import io.quorate.core.serving.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Every step that a node takes for a group, from what it is told and what it sees. */
final class StageCases implements ServingWalk.Visitor {
  private final Set<Case> cases = new LinkedHashSet<>();
  private final Set<NodeMove> moves = new LinkedHashSet<>();
  private int states;

  private StageCases() {}

  /** Walks with every pair of resources. */
  static StageCases walk() {
    StageCases found = new StageCases();
    for (List<Resource> resources : ServingWalk.pairs()) {
      found.states += new ServingWalk(resources, found).everywhere();
    }
    return found;
  }

  Set<Case> cases() {
    return cases;
  }

  /** Every change of what a node shows. */
  Set<NodeMove> moves() {
    return moves;
  }

  int states() {
    return states;
  }

  @Override
  public void step(ServingState from, ServingInputs inputs, ServingStep step) {
    SortedMap<String, String> conditions = new TreeMap<>();
    conditions.put("told", told(from, inputs.directive()));
    conditions.put("lease", lease(inputs));
    conditions.put("guard", guard(from, inputs));
    boolean later = inputs.restart() == ServingInputs.Restart.LATER;
    conditions.put("guard was lost", from.stage() == Stage.IDLE && later ? "too often" : "seldom");
    hands(from, inputs, conditions);
    resources(inputs, conditions);
    cases.add(
        new Case(
            from.stage().name(), conditions, step.state().stage().name(), effects(step, inputs)));
  }

  @Override
  public void moved(
      ServingState from, List<PartView> fromParts, ServingState to, List<PartView> toParts) {
    moves.addAll(NodeMove.between(from, fromParts, to, toParts));
  }

  private static String told(ServingState state, Directive directive) {
    if (directive.equals(Directive.NONE)) {
      return "nothing yet";
    }
    boolean other = !state.epoch().equals(Epoch.NONE) && !directive.epoch().equals(state.epoch());
    return switch (directive.step()) {
      case STAND_BY -> "stand by";
      case SERVE -> other ? "serve another epoch" : "serve";
      case QUIESCE -> other ? "serve another epoch" : "turn clients away";
      case DEMOTE -> "release";
    };
  }

  private static String lease(ServingInputs inputs) {
    if (inputs.leaseLeft().isZero()) {
      return "over";
    }
    return inputs.leaseLeft().compareTo(inputs.stopBudget()) <= 0 ? "ending" : "enough";
  }

  private static String guard(ServingState state, ServingInputs inputs) {
    if (inputs.resources().stream().anyMatch(Resource::guarded)) {
      return word(inputs.guard());
    }
    if (inputs.guard() == GuardState.NONE) {
      return "not needed";
    }
    // It is still there from a declaration that had services; only who adopts it looks at it.
    boolean matters = state.stage() == Stage.ADOPTED && inputs.guard() == GuardState.LOST;
    return matters ? word(inputs.guard()) : "left over";
  }

  private static void hands(
      ServingState state, ServingInputs inputs, SortedMap<String, String> conditions) {
    boolean inOrder =
        Set.of(Stage.PROMOTING, Stage.QUIESCING, Stage.DEMOTING).contains(state.stage());
    int part = state.position();
    boolean none = !inOrder || part < 0 || part >= inputs.resources().size();
    conditions.put("resource in hand", none ? "all done" : word(inputs.parts().get(part).state()));
  }

  private static void resources(ServingInputs inputs, SortedMap<String, String> conditions) {
    Set<String> all = new TreeSet<>();
    Set<String> hooks = new TreeSet<>();
    IntStream.range(0, inputs.parts().size())
        .forEach(
            part -> {
              String doing = word(inputs.parts().get(part).state());
              all.add(doing);
              if (!inputs.resources().get(part).guarded()) {
                hooks.add(doing);
              }
            });
    boolean settled = Set.of("up", "failed").containsAll(all);
    boolean done = Set.of("down", "failed").containsAll(hooks);
    conditions.put("resources", settled ? "all up or failed" : "some down or under way");
    conditions.put("hooks", done ? "all undone" : "some to be undone");
  }

  private static String effects(ServingStep step, ServingInputs inputs) {
    List<String> words = new ArrayList<>();
    for (Effect effect : step.effects()) {
      String word = effect(effect, inputs);
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    return String.join(", ", words);
  }

  private static String effect(Effect effect, ServingInputs inputs) {
    if (effect instanceof Effect.LaunchGuard) {
      return "starts the guard";
    }
    if (effect instanceof Effect.StartPart start) {
      return kind(inputs.resources().get(start.part())).equals("service")
          ? "starts the service"
          : "runs the promote command";
    }
    if (effect instanceof Effect.QuiescePart) {
      return "runs the quiesce command";
    }
    if (effect instanceof Effect.StopPart stop) {
      return kind(inputs.resources().get(stop.part())).equals("service")
          ? "stops the service"
          : "runs the demote command";
    }
    if (effect instanceof Effect.Clear) {
      return "kills what is left";
    }
    if (effect instanceof Effect.Release) {
      return "releases the role";
    }
    throw new IllegalArgumentException("an effect without words: " + effect);
  }

  private static String kind(Resource resource) {
    return resource.guarded() ? "service" : "hook";
  }

  private static String word(Enum<?> value) {
    return Words.of(value);
  }
}
