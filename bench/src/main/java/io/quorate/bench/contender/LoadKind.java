package io.quorate.bench.contender;

import java.util.Locale;

/** What is asked for again and again. */
public enum LoadKind {
  /** One runtime entry is set; elsewhere one key. */
  RUNTIME_PUT,
  /** One value of a configuration is set, which is a commit; elsewhere one key. */
  CONFIG_PUT,
  /** One runtime entry is read, as of the last change that a majority has; elsewhere one key. */
  GET;

  /** As the command line has it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it changes anything. */
  public boolean writes() {
    return this != GET;
  }
}
