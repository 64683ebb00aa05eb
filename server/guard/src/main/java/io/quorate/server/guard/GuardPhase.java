package io.quorate.server.guard;

/** What a guard is doing. The codes are part of the page's layout. */
public enum GuardPhase {
  /** It has not taken up its work yet. */
  STARTING(0),
  /** It keeps its services as the agent wants them, until the lease ends. */
  GUARDING(1),
  /** The lease is over: it kills everything. */
  FENCING(2),
  /** It has verified that nothing of it is alive. Final. */
  CLEAN(3),
  /**
   * Something is still alive after the fence limit. It goes on trying, and feeds no watchdog any
   * more.
   */
  FAILED_TO_KILL(4);

  private final int code;

  GuardPhase(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static GuardPhase of(long code) {
    for (GuardPhase value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new IllegalArgumentException("no GuardPhase has code " + code);
  }
}
