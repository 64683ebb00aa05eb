package io.quorate.server.guard;

import java.time.Duration;
import java.util.List;

/**
 * How a service is stopped. Whatever is left of it when its main process has ended, or when the
 * time is up, is killed.
 *
 * @param command runs to stop it; empty for none: then, and when the command fails, the signal is
 *     sent
 * @param signal name without {@code SIG}, sent to the main process, such as {@code TERM}
 * @param timeout how long all of this may take before the kill
 */
public record StopSpec(List<String> command, String signal, Duration timeout) {
  /** Takes a copy and checks the limits. */
  public StopSpec {
    command = List.copyOf(command);
    if (!signal.matches("[A-Z][A-Z0-9+-]{0,15}")) {
      throw new IllegalArgumentException("not the name of a signal: '" + signal + "'");
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("negative stop timeout: " + timeout);
    }
  }

  /** By this signal. */
  public static StopSpec bySignal(String signal, Duration timeout) {
    return new StopSpec(List.of(), signal, timeout);
  }
}
