package io.quorate.server.metrics;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a query of Prometheus asks for: as much of its language as it takes to tell metrics and
 * labels from functions and words.
 *
 * @param metrics each metric that is named, with the labels by which its series are chosen
 * @param grouping labels that results are grouped or joined by
 */
record PromQuery(SortedMap<String, Set<String>> metrics, Set<String> grouping) {
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "sum",
          "max",
          "min",
          "count",
          "rate",
          "increase",
          "changes",
          "absent",
          "histogram_quantile");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|\\[[^\\]]*])|(?<text>'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\")"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<number>[0-9][0-9.]*[a-z]*)"
              + "|(?<sign>=~|!~|!=|==|<=|>=|[-+*/%^<>=(){},])");

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException with the place of what is not understood
   */
  static PromQuery of(String text) {
    return new Reader(text).read();
  }

  /** One way through a text. */
  private static final class Reader {
    private final String text;
    private final Matcher tokens;
    private final SortedMap<String, Set<String>> metrics = new TreeMap<>();
    private final Set<String> grouping = new TreeSet<>();
    private int at;
    private @Nullable String name;
    private String sign = "";

    Reader(String text) {
      this.text = text;
      this.tokens = TOKEN.matcher(text);
    }

    PromQuery read() {
      while (next()) {
        String word = name;
        if (word != null && GROUPING.contains(word)) {
          labels("(", ")", grouping);
        } else if (word != null && !WORDS.contains(word)) {
          named(word);
        }
      }
      return new PromQuery(
          Collections.unmodifiableSortedMap(metrics), Collections.unmodifiableSet(grouping));
    }

    private void named(String word) {
      if (FUNCTIONS.contains(word)) {
        return;
      }
      if (follows("(")) {
        throw unclear("the function " + word);
      }
      Set<String> chosen = metrics.computeIfAbsent(word, metric -> new TreeSet<>());
      if (follows("{")) {
        labels("{", "}", chosen);
      }
    }

    private void labels(String open, String close, Set<String> found) {
      if (!next() || !sign.equals(open)) {
        throw unclear("no " + open);
      }
      while (next() && !sign.equals(close)) {
        if (name != null) {
          found.add(name);
        }
      }
      if (!sign.equals(close)) {
        throw unclear("no " + close);
      }
    }

    private boolean follows(String wanted) {
      return text.substring(at).stripLeading().startsWith(wanted);
    }

    /** Takes the next name or sign; texts, numbers and ranges say nothing here. */
    private boolean next() {
      while (at < text.length()) {
        if (!tokens.find(at) || tokens.start() != at) {
          throw unclear("something else");
        }
        at = tokens.end();
        name = tokens.group("name");
        sign = tokens.group("sign") == null ? "" : tokens.group("sign");
        if (name != null || !sign.isEmpty()) {
          return true;
        }
      }
      return false;
    }

    private IllegalArgumentException unclear(String what) {
      return new IllegalArgumentException(what + " at " + at + " of " + text);
    }
  }
}
