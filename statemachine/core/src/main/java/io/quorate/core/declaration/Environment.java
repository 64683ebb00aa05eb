package io.quorate.core.declaration;

import io.quorate.core.PlainText;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Variables that a program is given beside those of the node.
 *
 * @param variables value by name; names are neither empty nor hold a '='
 */
public record Environment(SortedMap<String, String> variables) {
  /** No variables. */
  public static final Environment EMPTY = new Environment(new TreeMap<>());

  /** What is told to programs by the node itself. */
  static final String RESERVED = "QUORATE_";

  static final CountRange COUNT = new CountRange(0, 256);
  static final int MAX_NAME_BYTES = 255;

  /** The kernel takes twice as much for name and value. */
  static final int MAX_VALUE_BYTES = 64 << 10;

  /**
   * Keeps its own copy. Refuses what no program can be given with {@link IllegalArgumentException};
   * ask {@link #isName} and {@link PlainText#transmissible} first.
   */
  public Environment {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (!isName(variable.getKey()) || !PlainText.transmissible(variable.getValue())) {
        throw new IllegalArgumentException("not a variable: " + variable);
      }
    }
  }

  /** Whether a variable can have this name. */
  public static boolean isName(String name) {
    return !name.isEmpty() && name.indexOf('=') < 0 && PlainText.transmissible(name);
  }

  void check(Findings findings, String path) {
    findings.size(path, variables.size(), COUNT);
    variables.forEach(
        (name, value) -> {
          String at = path + "." + Findings.shown(name);
          if (name.startsWith(RESERVED)) {
            findings.invalid(
                at,
                "'" + Findings.shown(name) + "' cannot be set",
                "names that begin with " + RESERVED + " are the node's own");
          }
          findings.text(at, name, MAX_NAME_BYTES);
          findings.text(at, value, MAX_VALUE_BYTES);
        });
  }
}
