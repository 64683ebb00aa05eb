package io.quorate.core.transition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Many cases in few rows: asks at each place the question after which the fewest rows are left, and
 * asks nothing that makes no difference. Exact for the cases it is made from.
 */
final class DecisionTree {
  private static final Node LEAF_OF_NOTHING = new Node("", Map.of(), "");

  /**
   * A question with a tree for each group of answers, or an outcome.
   *
   * @param question that is asked; empty for a leaf
   * @param branches what follows, by answers
   * @param outcome of a leaf; empty for a question
   */
  private record Node(String question, Map<List<String>, Node> branches, String outcome) {
    int rows() {
      return branches.isEmpty() ? 1 : branches.values().stream().mapToInt(Node::rows).sum();
    }
  }

  /**
   * A row of the table.
   *
   * @param answers to the questions that matter, in the order in which they are asked
   * @param outcome what follows
   */
  record Row(Map<String, List<String>> answers, String outcome) {

    /** Whether the row is about the case. */
    boolean covers(Case one) {
      return answers.entrySet().stream()
          .allMatch(
              answer ->
                  answer.getValue().contains(one.conditions().getOrDefault(answer.getKey(), "")));
    }
  }

  private final Function<Case, String> outcome;
  private final Map<Map<String, String>, Node> known = new LinkedHashMap<>();

  /** Tells apart what this tells apart. */
  DecisionTree(Function<Case, String> outcome) {
    this.outcome = outcome;
  }

  /** The rows for cases that all begin in one state. */
  List<Row> rows(Collection<Case> cases) {
    known.clear();
    List<Row> rows = new ArrayList<>();
    collect(tree(List.copyOf(new LinkedHashSet<>(cases)), new TreeMap<>()), Map.of(), rows);
    return rows;
  }

  private Node tree(List<Case> cases, SortedMap<String, String> asked) {
    Node before = known.get(asked);
    if (before != null) {
      return before;
    }
    Node made = make(cases, asked);
    known.put(new TreeMap<>(asked), made);
    return made;
  }

  private Node make(List<Case> cases, SortedMap<String, String> asked) {
    Set<String> outcomes =
        cases.stream().map(outcome).collect(Collectors.toCollection(LinkedHashSet::new));
    if (outcomes.size() == 1) {
      return leaf(outcomes.iterator().next());
    }
    Node best = LEAF_OF_NOTHING;
    int fewest = Integer.MAX_VALUE;
    for (String question : cases.get(0).conditions().keySet()) {
      if (asked.containsKey(question)) {
        continue;
      }
      Map<String, List<Case>> byAnswer =
          cases.stream()
              .collect(
                  Collectors.groupingBy(
                      one -> one.conditions().getOrDefault(question, ""),
                      TreeMap::new,
                      Collectors.toList()));
      if (byAnswer.size() < 2) {
        continue;
      }
      Node node = split(question, byAnswer, asked);
      if (node.rows() < fewest) {
        best = node;
        fewest = node.rows();
      }
    }
    return fewest == Integer.MAX_VALUE ? leaf(String.join(", or ", outcomes)) : best;
  }

  private Node split(
      String question, Map<String, List<Case>> byAnswer, SortedMap<String, String> asked) {
    Map<Node, List<String>> answers = new LinkedHashMap<>();
    byAnswer.forEach(
        (answer, cases) -> {
          asked.put(question, answer);
          answers.computeIfAbsent(tree(cases, asked), node -> new ArrayList<>()).add(answer);
          asked.remove(question);
        });
    if (answers.size() == 1) {
      return answers.keySet().iterator().next();
    }
    Map<List<String>, Node> branches = new LinkedHashMap<>();
    answers.forEach((node, values) -> branches.put(List.copyOf(values), node));
    return new Node(question, branches, "");
  }

  private static Node leaf(String outcome) {
    return new Node("", Map.of(), outcome);
  }

  private static void collect(Node node, Map<String, List<String>> answers, List<Row> rows) {
    if (node.branches().isEmpty()) {
      rows.add(new Row(answers, node.outcome()));
      return;
    }
    node.branches()
        .forEach(
            (values, next) -> {
              Map<String, List<String>> more = new LinkedHashMap<>(answers);
              more.put(node.question(), values);
              collect(next, more, rows);
            });
  }
}
