package io.quorate.core.transition;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One answer of the rules.
 *
 * @param from the state that was asked about
 * @param conditions what was so, by question; the same questions for all cases of a table
 * @param to the state that follows
 * @param also what happens besides; may be empty
 */
record Case(String from, SortedMap<String, String> conditions, String to, String also) {
  Case {
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
  }

  String outcome() {
    return also.isEmpty() ? move() : move() + "; " + also;
  }

  /** What follows, without what happens besides. */
  String move() {
    return from.equals(to) ? "stays" : to;
  }
}
