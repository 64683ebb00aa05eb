package io.quorate.linear;

/** What is answered of a group. */
public sealed interface GroupTold {
  /** It was created, or changed, or was so before. */
  enum Change {
    /** There was none. */
    CREATED,
    /** It was different. */
    CHANGED,
    /** It was the same. */
    UNCHANGED
  }

  /** It is declared, and at this revision. */
  record Applied(Change change, long revision) implements GroupTold {
    @Override
    public String toString() {
      return change + " " + revision;
    }
  }

  /** It is not at the revision that the change was based on. */
  record Conflict() implements GroupTold {
    @Override
    public String toString() {
      return "conflict";
    }
  }

  /** There is no such group. */
  record Missing() implements GroupTold {
    @Override
    public String toString() {
      return "missing";
    }
  }

  /** It is paused or resumed, or was before. */
  record Switched(Change change) implements GroupTold {
    @Override
    public String toString() {
      return "switched " + change;
    }
  }

  /** Its declaration. */
  record Shown(int delayMillis, long revision) implements GroupTold {
    @Override
    public String toString() {
      return "shown " + delayMillis + " " + revision;
    }
  }

  /** Its status. */
  record Seen(long revision, GroupState.Automation automation) implements GroupTold {
    @Override
    public String toString() {
      return "seen " + revision + " " + automation;
    }
  }
}
