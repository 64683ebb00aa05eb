package io.quorate.core.declaration;

import java.util.Optional;

/** What a service is kept apart from on its machine. */
public enum Isolation {
  /** From nothing. */
  NONE("none"),
  /** It has process numbers of its own, and the kernel ends all of it with its first process. */
  PID_NAMESPACE("pid-namespace");

  private final String text;

  Isolation(String text) {
    this.text = text;
  }

  /** As declarations write it. */
  public String text() {
    return text;
  }

  /** The one that is written so. */
  public static Optional<Isolation> read(String text) {
    for (Isolation isolation : values()) {
      if (isolation.text.equals(text)) {
        return Optional.of(isolation);
      }
    }
    return Optional.empty();
  }
}
