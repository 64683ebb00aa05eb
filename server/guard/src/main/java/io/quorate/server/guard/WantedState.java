package io.quorate.server.guard;

/** What the agent wants of a service. The codes are part of the page's layout. */
public enum WantedState {
  /** Not running. */
  STOPPED(0),
  /** Started once; a service that ends by itself is started again only when wanted again. */
  RUNNING(1);

  private final int code;

  WantedState(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static WantedState of(long code) {
    for (WantedState value : values()) {
      if (value.code == code) {
        return value;
      }
    }
    throw new IllegalArgumentException("no WantedState has code " + code);
  }
}
