package io.quorate.server.trial;

/**
 * What came of a commit that was tried.
 *
 * @param outcome how it ended
 * @param exitCode of the command, when it refused
 * @param text the last part of what the command wrote, or why it could not be run
 */
public record TrialResult(Outcome outcome, int exitCode, String text) {
  /** How it ended. */
  public enum Outcome {
    /** The command accepts the commit. */
    ACCEPTED,
    /** It does not. */
    REFUSED,
    /** It did not end in time, and was killed. */
    TIMED_OUT,
    /** It was not run here; another member may be able to. */
    CANNOT_RUN,
    /** The configuration has gone on, so there is nothing to say about this commit. */
    OVERTAKEN
  }

  /** It was not run. */
  public static TrialResult cannotRun(String why) {
    return new TrialResult(Outcome.CANNOT_RUN, 0, why);
  }

  static TrialResult overtaken() {
    return new TrialResult(Outcome.OVERTAKEN, 0, "");
  }
}
