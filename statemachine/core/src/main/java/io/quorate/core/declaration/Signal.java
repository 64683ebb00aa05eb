package io.quorate.core.declaration;

import java.util.Locale;
import java.util.Optional;

/** The signals that a service can be told to stop by; named without SIG. */
public enum Signal {
  /** Asks to end. */
  TERM,
  /** As from a keyboard. */
  INT,
  /** As from a keyboard, often with a dump. */
  QUIT,
  /** The terminal is gone. */
  HUP,
  /** What the service makes of it. */
  USR1,
  /** What the service makes of it. */
  USR2,
  /** Ends it at once. */
  KILL;

  /** The signal of this name, in any case of letters; empty when there is none that can be sent. */
  public static Optional<Signal> read(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (Signal signal : values()) {
      if (signal.name().equals(name)) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }
}
