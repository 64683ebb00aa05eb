package io.quorate.client.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What reading one document brings to light: problems, positions, and how much of the limits is
 * used up.
 */
final class Problems {

  /** Aliases make a small file say much; this bounds what is looked at. */
  private static final int MAX_VALUES = 100_000;

  private static final int MAX_PROBLEMS = 100;

  private final List<Problem> problems = new ArrayList<>();
  private final NavigableMap<String, Integer> lines = new TreeMap<>();
  private int values;

  /** Notes where a value stands. False when the document says more than may be read. */
  boolean admits(String path, Node node) {
    lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
    values++;
    if (values == MAX_VALUES) {
      problem(
          node, path, "the document has more than " + MAX_VALUES + " values", "use fewer aliases");
    }
    return values < MAX_VALUES;
  }

  void problem(Node node, String path, String message, String remedy) {
    Mark mark = node.getStartMark();
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(path, mark.getLine() + 1, mark.getColumn() + 1, message, remedy));
    }
  }

  Positions positions() {
    return new Positions(lines);
  }

  /** In the order of the file; empty when the document is good. */
  Optional<List<Problem>> problems() {
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return Optional.of(sorted);
  }
}
