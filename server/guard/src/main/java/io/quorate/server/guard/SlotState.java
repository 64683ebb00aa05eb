package io.quorate.server.guard;

/** What has become of one service. The codes are part of the page's layout. */
public enum SlotState {
  /** Nothing of it is alive: it was never started, or it was stopped as wanted. */
  STOPPED(0),
  /** Its process is being made. */
  STARTING(1),
  /** Its main process is alive. Whether it is ready is for the agent to find out. */
  RUNNING(2),
  /** It is being stopped, or the rest of it is being killed after its main process ended. */
  STOPPING(3),
  /** Its main process ended by itself and nothing of it is alive. The agent decides what next. */
  EXITED(4);

  private final int code;

  SlotState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static SlotState of(long code) {
    for (SlotState value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new IllegalArgumentException("no SlotState has code " + code);
  }
}
