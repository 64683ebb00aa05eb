package io.quorate.server.check;

import java.time.Duration;

/**
 * One result of a probe.
 *
 * @param outcome what it found
 * @param detail why, for people: exit code and output, status, or error; at most a few KiB
 * @param elapsed how long it took
 */
public record ProbeResult(ProbeOutcome outcome, String detail, Duration elapsed) {
  /** Whether it counts as a success. */
  public boolean passed() {
    return outcome == ProbeOutcome.PASSED;
  }
}
