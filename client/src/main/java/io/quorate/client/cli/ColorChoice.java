package io.quorate.client.cli;

import java.util.Locale;

/** When to colour the output. */
enum ColorChoice {
  /** On a terminal, unless NO_COLOR is set. */
  AUTO,
  ALWAYS,
  NEVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
