package io.quorate.core.transition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** States and the moves between them: drawn for people, and asked for ways. */
final class Diagram {
  private final SortedMap<String, SortedMap<String, SortedSet<String>>> moves = new TreeMap<>();

  /** Of these moves; those that lead back to where they began are left out. */
  Diagram(Collection<Edge> edges) {
    for (Edge edge : edges) {
      if (!edge.from().equals(edge.to())) {
        moves
            .computeIfAbsent(edge.from(), from -> new TreeMap<>())
            .computeIfAbsent(edge.to(), to -> new TreeSet<>())
            .add(edge.label());
      }
    }
  }

  SortedMap<String, SortedMap<String, SortedSet<String>>> moves() {
    return moves;
  }

  /** Every state that can be come to from this one, itself only when there is a way back. */
  Set<String> reachable(String from) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      for (String next : moves.getOrDefault(open.removeFirst(), new TreeMap<>()).keySet()) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  /** The states into which nothing leads. */
  Set<String> entries() {
    Set<String> entries = new TreeSet<>(moves.keySet());
    moves.values().forEach(targets -> entries.removeAll(targets.keySet()));
    return entries;
  }

  /** As a Mermaid diagram whose arrows say why. */
  String labelled(String outside) {
    StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    moves.forEach(
        (from, targets) ->
            targets.forEach(
                (to, labels) -> {
                  text.append("  ").append(name(from, outside)).append(" --> ");
                  text.append(name(to, outside));
                  text.append(": ").append(String.join(", ", labels)).append('\n');
                }));
    return text.append("```\n").toString();
  }

  /** As a Mermaid diagram of bare arrows. */
  String bare() {
    StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    moves.forEach(
        (from, targets) ->
            targets
                .keySet()
                .forEach(
                    to -> text.append("  ").append(from).append(" --> ").append(to).append('\n')));
    return text.append("```\n").toString();
  }

  private static String name(String state, String outside) {
    return state.equals(outside) ? "[*]" : state;
  }
}
