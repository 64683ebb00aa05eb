package io.quorate.linear;

/** What is asked of a group. */
public sealed interface GroupAsk {
  /** Declare it so, whatever it is now. */
  record Apply(int delayMillis) implements GroupAsk {
    @Override
    public String toString() {
      return "apply " + delayMillis;
    }
  }

  /** Declare it so, if it is at this revision. */
  record ApplyOn(int delayMillis, long basedOn) implements GroupAsk {
    @Override
    public String toString() {
      return "apply " + delayMillis + " on " + basedOn;
    }
  }

  /** Pause or resume it. */
  record Switch(GroupState.Automation to) implements GroupAsk {
    @Override
    public String toString() {
      return "switch " + to;
    }
  }

  /** Its declaration. */
  record Show() implements GroupAsk {
    @Override
    public String toString() {
      return "show";
    }
  }

  /** Its status. */
  record Status() implements GroupAsk {
    @Override
    public String toString() {
      return "status";
    }
  }
}
