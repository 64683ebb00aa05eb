package io.quorate.client.cli;

/** What the program's exit code says to scripts. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** Refused, or failed. */
  public static final int FAILED = 1;

  /** The command line was wrong; nothing was tried. */
  public static final int USAGE = 2;

  /** No quorum, no node reachable, or no answer to a change: nothing is confirmed. */
  public static final int NO_QUORUM = 3;

  /** Of status: confirmed, and no node serves a group that was asked for. */
  public static final int NOT_SERVED = 4;

  private ExitCode() {}
}
