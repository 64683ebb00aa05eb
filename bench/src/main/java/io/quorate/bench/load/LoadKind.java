package io.quorate.bench.load;

import java.util.Locale;

/** What is asked for again and again. */
enum LoadKind {
  /** One runtime entry is set. */
  RUNTIME_PUT,
  /** One value of a configuration is set, which is a commit. */
  CONFIG_PUT,
  /** One runtime entry is read, as of the last change that a majority has. */
  GET;

  /** As the command line has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it changes anything. */
  boolean writes() {
    return this != GET;
  }
}
