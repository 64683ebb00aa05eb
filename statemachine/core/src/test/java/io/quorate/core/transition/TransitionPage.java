package io.quorate.core.transition;

import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Stage;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The document: for each machine what its states mean, a diagram, and every transition. */
final class TransitionPage {
  private static final String INTRODUCTION =
      """
      # Transitions

      Which states there are and what leads from one to another. A program writes this page: it asks
      the rules that run in production about every case that can come up, and a test compares the
      answers with what stands here. What the words mean for an operator: [concepts.md](concepts.md).

      - [Phases of a group's role](#phases-of-a-groups-role): what the cluster agrees on.
      - [Steps of a planned change](#steps-of-a-planned-change): how far a switchover or the like is.
      - [Stages of a node](#stages-of-a-node): what a node itself does for a group.
      - [States of a member](#states-of-a-member): what `quorate status` shows of a node.

      Every state can be left, and every one leads back to serving without a person's doing. There are
      two exceptions, both meant: a group that is being deleted only goes on to be gone, and a paused
      group that nobody serves waits for people.
      """;

  private static final String PHASES =
      """

      ## Phases of a group's role

      """;

  private static final String PHASES_TABLE =
      """

      A request also names the epoch that it assumes, and one of the leader its term. When either has
      moved on it is refused, in every phase. People *declare*, *delete*, *pause*, *resume*, *force*
      and *start switchover*; the holder *releases* and says that *all is started* or that *clients are
      turned away*; the rest is the leader's. *Node* is the one that the request is about, as the
      planned change sees it. A request that fits may still be refused, such as when its node is not
      eligible; a row says *refused* where that is always so.

      | phase | request | when | then |
      | --- | --- | --- | --- |
      """;

  private static final String STEPS =
      """

      ## Steps of a planned change

      """;

  private static final String STAGES =
      """

      ## Stages of a node

      A data node goes through these for each of its groups. The log of the server names them.

      """;

  private static final String STAGES_TABLE =
      """

      The guard kills at the end of the lease whatever the node does. `ADOPTED` and, after a kill,
      `CLEANUP` are where a server begins that finds something left by its earlier run. *Told* is the
      leader's last word; *resource in hand* the one whose turn it is.

      | stage | when | then |
      | --- | --- | --- |
      """;

  private static final String MEMBERS =
      """

      ## States of a member

      """;

  private static final String MEMBERS_TABLE =
      """

      This is what is recorded, with its time and cause, when the leader hears of each change. When it
      does not, because changes follow each other faster than heartbeats or because there is a new
      leader, the states in between are left out.

      | from | to | when |
      | --- | --- | --- |
      """;

  private final StringBuilder text = new StringBuilder(INTRODUCTION);

  /** The whole page. */
  static String of(PhaseWalk phases, StageCases stages, Collection<Edge> members)
      throws IOException {
    TransitionPage page = new TransitionPage();
    page.phases(phases);
    page.steps(phases);
    page.stages(stages);
    page.members(members);
    return page.text.toString();
  }

  static Diagram diagram(Collection<Case> cases) {
    return new Diagram(
        cases.stream()
            .map(one -> new Edge(one.from(), one.to(), one.conditions().getOrDefault("asked", "")))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  private void phases(PhaseWalk walk) throws IOException {
    text.append(PHASES);
    meanings("phase", Phase.class);
    text.append(diagram(walk.accepted()).labelled(PhaseWalk.NO_GROUP));
    text.append(PHASES_TABLE);
    phase(PhaseWalk.NO_GROUP, walk);
    for (Phase phase : Phase.values()) {
      phase(phase.name(), walk);
    }
  }

  private void phase(String phase, PhaseWalk walk) {
    Map<String, Set<Case>> byCommand = new TreeMap<>();
    for (Case one : walk.all()) {
      if (one.from().equals(phase)) {
        String asked = one.conditions().getOrDefault("asked", "");
        byCommand.computeIfAbsent(asked, key -> new LinkedHashSet<>()).add(one);
      }
    }
    Map<List<List<String>>, Set<String>> same = new LinkedHashMap<>();
    byCommand.forEach(
        (command, cases) -> {
          List<List<String>> rows =
              new DecisionTree(Case::outcome)
                  .rows(cases).stream()
                      .map(row -> List.of(when(row, cases), move(row.outcome())))
                      .toList();
          same.computeIfAbsent(rows, key -> new TreeSet<>()).add(command);
        });
    same.forEach(
        (rows, commands) ->
            rows.forEach(
                row -> row(name(phase), String.join(", ", commands), row.get(0), row.get(1))));
  }

  private void steps(PhaseWalk walk) throws IOException {
    text.append(STEPS);
    meanings("planned change", Operation.Kind.class);
    meanings("step", Operation.Step.class);
    Diagram diagram = new Diagram(walk.steps());
    text.append(diagram.labelled(PhaseWalk.NO_CHANGE));
    text.append("\n| from | to | request |\n| --- | --- | --- |\n");
    rows(diagram);
  }

  private void stages(StageCases walk) throws IOException {
    text.append(STAGES);
    meanings("stage", Stage.class);
    text.append(diagram(walk.cases()).bare());
    text.append(STAGES_TABLE);
    for (Stage stage : Stage.values()) {
      List<Case> cases =
          walk.cases().stream().filter(one -> one.from().equals(stage.name())).toList();
      for (DecisionTree.Row row : new DecisionTree(Case::move).rows(cases)) {
        row(name(stage.name()), when(row, cases), move(row.outcome()) + besides(row, cases));
      }
    }
  }

  /** What the node does besides: in all cases of the row, or in those in which it is due. */
  private static String besides(DecisionTree.Row row, Collection<Case> cases) {
    Set<String> done =
        cases.stream().filter(row::covers).map(Case::also).collect(Collectors.toSet());
    if (done.size() == 1) {
      String always = done.iterator().next();
      return always.isEmpty() ? "" : "; " + always;
    }
    Set<String> words = new TreeSet<>();
    done.forEach(also -> words.addAll(List.of(also.split(", ", -1))));
    words.remove("");
    return "; when due: " + String.join(", ", words);
  }

  /** States are set off from other words. */
  private static String move(String outcome) {
    return outcome.replaceAll("^([A-Z]+|no group)\\b", "**$1**");
  }

  private void members(Collection<Edge> edges) throws IOException {
    text.append(MEMBERS);
    meanings("state", MemberState.class);
    Diagram diagram = new Diagram(edges);
    text.append(diagram.bare());
    text.append(MEMBERS_TABLE);
    rows(diagram);
  }

  private void rows(Diagram diagram) {
    diagram
        .moves()
        .forEach(
            (from, targets) ->
                targets.forEach(
                    (to, labels) -> row(name(from), name(to), String.join(", ", labels))));
  }

  private void meanings(String heading, Class<? extends Enum<?>> type) throws IOException {
    Map<String, String> glosses = Glosses.of(type);
    text.append("| ").append(heading).append(" | meaning |\n| --- | --- |\n");
    for (Enum<?> value : type.getEnumConstants()) {
      row(name(value.name()), glosses.getOrDefault(value.name(), ""));
    }
    text.append('\n');
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String when(DecisionTree.Row row, Collection<Case> cases) {
    if (row.answers().isEmpty()) {
      return "always";
    }
    return row.answers().entrySet().stream()
        .map(answer -> answer.getKey() + ": " + among(answer.getKey(), answer.getValue(), cases))
        .collect(Collectors.joining("; "));
  }

  /** The answers, or the others when they are fewer. */
  private static String among(String question, List<String> answers, Collection<Case> cases) {
    Set<String> others =
        cases.stream()
            .map(one -> one.conditions().getOrDefault(question, ""))
            .collect(Collectors.toCollection(TreeSet::new));
    others.removeAll(Set.copyOf(answers));
    if (others.size() >= answers.size()) {
      return String.join(" or ", answers);
    }
    return (others.size() == 1 ? "not " : "neither ") + String.join(" nor ", others);
  }

  private static String name(String state) {
    return state.equals(PhaseWalk.NO_GROUP) || state.equals(PhaseWalk.NO_CHANGE)
        ? state
        : "`" + state + "`";
  }
}
