package io.quorate.core.sync;

/** Why a member does not have what it should have. Stable names: programs tell them apart. */
public enum SyncReason {
  /** Somebody has paused that it is delivered. */
  SYNC_OFF(Ending.BY_PEOPLE),
  /** It never had it, or never said that it had. */
  NOT_INITIALISED(Ending.BY_ITSELF),
  /** It is not heard from. */
  LINK_DOWN(Ending.BY_ITSELF),
  /** It has an older revision. */
  BEHIND(Ending.BY_ITSELF),
  /** Something on its disk is in the way. */
  CANNOT_WRITE(Ending.BY_PEOPLE),
  /** There is no room on its disk. */
  DISK_FULL(Ending.BY_PEOPLE),
  /** It cannot open a secret that is to be in its files. */
  KEY_MISMATCH(Ending.BY_PEOPLE),
  /** What is run when files have changed fails. */
  HOOK_FAILS(Ending.BY_PEOPLE),
  /** Somebody changed its files by hand, and they are not put back yet. */
  DRIFTED(Ending.BY_PEOPLE);

  private final Ending ending;

  private enum Ending {
    /** It ends without anybody, unless another reason keeps it up. */
    BY_ITSELF,
    /** Somebody has to do something. */
    BY_PEOPLE
  }

  SyncReason(Ending ending) {
    this.ending = ending;
  }

  /** Whether somebody has to do something, so that it is worth a warning. */
  public boolean needsHelp() {
    return ending == Ending.BY_PEOPLE;
  }
}
