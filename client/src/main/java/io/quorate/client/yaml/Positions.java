package io.quorate.client.yaml;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where each value of a document stands, so that what is found wrong later can still be shown with
 * its line.
 *
 * @param lines line, from 1, of each path; the empty path is the document itself
 */
public record Positions(NavigableMap<String, Integer> lines) {

  /** Takes a copy, sorted by path. */
  public Positions {
    lines = Collections.unmodifiableNavigableMap(new TreeMap<>(lines));
  }

  /**
   * The line of a path or, when the document does not hold it, of the closest parent that it holds.
   *
   * @return line from 1; 1 for a path of which nothing is known
   */
  public int lineOf(String path) {
    String at = path;
    while (true) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      if (at.isEmpty()) {
        return 1;
      }
      at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))));
    }
  }
}
