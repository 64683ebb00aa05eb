package io.quorate.server.process;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of a {@link ProgramRun}.
 *
 * @param outcome how it ended
 * @param exitCode its exit code, or 128 + the signal that ended it; -1 unless it {@link
 *     CommandOutcome#EXITED}
 * @param output the last part of what it wrote to its standard output and error; the reason when it
 *     was not started
 * @param elapsed how long it took, its kill included
 * @param leftBehind how many processes it had left running when it ended; they were killed
 */
public record CommandResult(
    CommandOutcome outcome, int exitCode, String output, Duration elapsed, int leftBehind) {
  /** A command that never ran. */
  public static CommandResult notStarted(String reason) {
    return new CommandResult(CommandOutcome.NOT_STARTED, -1, reason, Duration.ZERO, 0);
  }

  static CommandResult exited(int exitCode, String output, Duration elapsed, int leftBehind) {
    return new CommandResult(CommandOutcome.EXITED, exitCode, output, elapsed, leftBehind);
  }

  /**
   * How it failed, for people: how it ended and the last part of what it wrote.
   *
   * @param shown how many characters of its output at most
   */
  public String failure(int shown) {
    String how =
        outcome == CommandOutcome.EXITED
            ? "exited with " + exitCode
            : outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " after "
                + elapsed.toMillis()
                + " ms";
    return how + written(shown);
  }

  /**
   * The last part of what it wrote, to be said behind what happened; empty when it wrote nothing.
   *
   * @param shown how many characters of it at most
   */
  public String written(int shown) {
    String written = output.strip();
    return written.isEmpty() ? "" : ": " + written.substring(Math.max(0, written.length() - shown));
  }

  /** Whether it ran, ended in time, and said so with exit code 0. */
  public boolean succeeded() {
    return outcome == CommandOutcome.EXITED && exitCode == 0;
  }
}
