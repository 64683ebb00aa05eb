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
  DRIFTED(Ending.BY_PEOPLE),
  /** A program has another version than it must have. */
  VERSION_MISMATCH(Ending.BY_PEOPLE),
  /** Something is switched on here and not there. */
  FEATURE_MISMATCH(Ending.BY_PEOPLE),
  /** Another licence was bought. */
  LICENCE_MISMATCH(Ending.BY_PEOPLE),
  /** Other parts were added. */
  PLUGIN_MISMATCH(Ending.BY_PEOPLE),
  /** Something else was loaded. */
  CONTENT_MISMATCH(Ending.BY_PEOPLE),
  /** It cannot do what the others can, or they what it can. */
  CAPABILITY_MISSING(Ending.BY_PEOPLE),
  /** A part of it is not ready, or does not say how it is. */
  NOT_READY(Ending.BY_PEOPLE);

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
