package io.quorate.core.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Stage;
import io.quorate.core.transition.PhaseWalk.Place;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every state is come to, and every state is left. */
final class TransitionsTest {
  private static PhaseWalk phases;
  private static StageCases stages;
  private static Set<Edge> members;

  @BeforeAll
  static void walk() {
    phases = PhaseWalk.walk();
    stages = StageCases.walk();
    members = MemberWalk.edges(stages.moves());
    System.out.println(
        "walked through "
            + phases.byItself().size()
            + " states of a group, "
            + stages.states()
            + " of a node");
  }

  @Test
  void everythingHasAMeaning() throws IOException {
    for (Class<? extends Enum<?>> type :
        List.of(
            Phase.class,
            Operation.Kind.class,
            Operation.Step.class,
            Stage.class,
            MemberState.class)) {
      assertThat(Glosses.of(type).keySet()).as(type.getName()).isEqualTo(names(type));
    }
  }

  @Test
  void everyCommandIsAskedThatConcernsARole() {
    Set<Class<?>> all = new LinkedHashSet<>(List.of(Command.class.getPermittedSubclasses()));
    all.removeAll(
        Set.of(
            Command.DefineCluster.class,
            Command.RaiseFeatureLevel.class,
            Command.Configure.class,
            Command.ChangeRuntime.class,
            Command.Sweep.class,
            Command.OpenSession.class,
            Command.KeepSecrets.class,
            Command.ChangeSeat.class,
            Command.ChangeRevocation.class,
            Command.EndSession.class,
            Command.Count.class));
    assertThat(phases.asked()).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void theQuestionsDecide() {
    decide(phases.all(), Case::outcome);
    decide(stages.cases(), Case::move);
  }

  private static void decide(Set<Case> cases, Function<Case, String> outcome) {
    for (List<Case> ofOneState :
        cases.stream()
            .collect(Collectors.groupingBy(Case::from, TreeMap::new, Collectors.toList()))
            .values()) {
      Map<Map<String, String>, Set<String>> outcomes = new LinkedHashMap<>();
      for (Case one : ofOneState) {
        outcomes.computeIfAbsent(one.conditions(), key -> new TreeSet<>()).add(outcome.apply(one));
      }
      assertThat(outcomes).allSatisfy((answers, found) -> assertThat(found).hasSize(1));
    }
  }

  @Test
  void aGroupComesIntoEveryPhaseAndOutOfItAgain() {
    Diagram diagram = TransitionPage.diagram(phases.accepted());
    Set<String> all = names(Phase.class);
    all.add(PhaseWalk.NO_GROUP);
    for (String phase : all) {
      assertThat(diagram.reachable(phase)).as("from %s", phase).isEqualTo(all);
    }
  }

  @Test
  void aPlannedChangeComesIntoEveryStepAndOutOfItAgain() {
    Diagram diagram = new Diagram(phases.steps());
    Set<String> all = names(Operation.Step.class);
    all.add(PhaseWalk.NO_CHANGE);
    for (String step : all) {
      assertThat(diagram.reachable(step)).as("from %s", step).isEqualTo(all);
    }
  }

  @Test
  void withoutAPersonAGroupBecomesActiveAgainAndARetiringOneGoes() {
    Set<Place> well =
        leadingTo(
            phases.byItself(),
            group -> group.role().phase() == Phase.ACTIVE && group.operation() == null);
    Set<Place> gone = leadingToNothing(phases.byItself());
    for (Place place : phases.byItself().keySet()) {
      GroupRecord group = place.group();
      if (group == null) {
        continue;
      }
      if (group.retiring()) {
        assertThat(gone).contains(place);
      } else if (!group.paused()) {
        assertThat(well).contains(place);
      }
    }
  }

  @Test
  void aNodeComesIntoEveryStageAndOutOfItAgain() {
    Diagram diagram = TransitionPage.diagram(stages.cases());
    Set<String> returning = names(Stage.class);
    // What a server finds when it starts; nothing leads there later.
    assertThat(diagram.entries()).containsExactly(Stage.ADOPTED.name());
    returning.remove(Stage.ADOPTED.name());
    for (String stage : names(Stage.class)) {
      assertThat(diagram.reachable(stage)).as("from %s", stage).isEqualTo(returning);
    }
  }

  @Test
  void aMemberComesIntoEveryStateAndOutOfItAgain() {
    Diagram diagram = new Diagram(members);
    Set<String> returning = names(MemberState.class);
    // Where a member begins; nothing leads there later.
    assertThat(diagram.entries()).containsExactly(MemberState.UNCONFIGURED.name());
    returning.remove(MemberState.UNCONFIGURED.name());
    for (String state : names(MemberState.class)) {
      assertThat(diagram.reachable(state)).as("from %s", state).isEqualTo(returning);
    }
  }

  private static Set<String> names(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants())
        .map(Enum::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Place> leadingTo(Map<Place, Set<Place>> moves, Predicate<GroupRecord> wanted) {
    return leading(
        moves,
        moves.keySet().stream()
            .filter(
                place -> {
                  GroupRecord group = place.group();
                  return group != null && wanted.test(group);
                })
            .toList());
  }

  private static Set<Place> leadingToNothing(Map<Place, Set<Place>> moves) {
    return leading(moves, List.of(Place.NOTHING));
  }

  private static Set<Place> leading(Map<Place, Set<Place>> moves, Collection<Place> goals) {
    Map<Place, Set<Place>> before = new LinkedHashMap<>();
    moves.forEach(
        (from, targets) ->
            targets.forEach(
                to -> before.computeIfAbsent(to, key -> new LinkedHashSet<>()).add(from)));
    Set<Place> leading = new LinkedHashSet<>(goals);
    Deque<Place> open = new ArrayDeque<>(goals);
    while (!open.isEmpty()) {
      for (Place place : before.getOrDefault(open.removeFirst(), Set.of())) {
        if (leading.add(place)) {
          open.add(place);
        }
      }
    }
    return leading;
  }
}
