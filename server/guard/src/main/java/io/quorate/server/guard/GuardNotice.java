package io.quorate.server.guard;

import java.util.EnumSet;
import java.util.Set;

/** Something that a guard has to do without. The codes are part of the page's layout. */
public enum GuardNotice {
  /** {@code setsid} is missing: services share a session. */
  NO_SETSID(0),
  /**
   * {@code setpriv} is missing: services die with the guard through the leash alone, a moment
   * later.
   */
  NO_SETPRIV(1),
  /** No cgroup may be written: the kill goes by session, descent and marker. */
  NO_CGROUP(2),
  /** The watchdog device cannot be opened or written. */
  NO_WATCHDOG(3),
  /** The leash ended and had to be started again. */
  LEASH_RESTARTED(4),
  /** The leash keeps ending and is not started any more. */
  NO_LEASH(5),
  /** A log file could not be cut to its limit. */
  LOG_NOT_ROTATED(6);

  private final int code;

  GuardNotice(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static long encode(Set<GuardNotice> notices) {
    long bits = 0;
    for (GuardNotice notice : notices) {
      bits |= 1L << notice.code;
    }
    return bits;
  }

  static Set<GuardNotice> decode(long bits) {
    Set<GuardNotice> notices = EnumSet.noneOf(GuardNotice.class);
    for (GuardNotice notice : values()) {
      if ((bits & (1L << notice.code)) != 0) {
        notices.add(notice);
      }
    }
    return notices;
  }
}
