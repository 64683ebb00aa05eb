package io.quorate.server.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a measure reads at one moment: a value for each set of labels. For one thread. */
public final class Readings {
  private final List<Reading> all = new ArrayList<>();

  /**
   * One value.
   *
   * @param labels their values, in the order of the catalogue
   * @param value the value
   */
  record Reading(List<String> labels, double value) {
    Reading {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Adds a value.
   *
   * @param labels their values, in the order of the catalogue
   */
  public void add(double value, String... labels) {
    all.add(new Reading(List.of(labels), value));
  }

  List<Reading> all() {
    return Collections.unmodifiableList(all);
  }
}
