package io.quorate.replica.raftlog;

import io.quorate.replica.store.EntryPosition;

/**
 * What a scan of one segment found.
 *
 * @param last last valid entry before the end, {@link EntryPosition#NONE} when there is none
 * @param validBytes length of the header and the valid entries
 * @param ending what follows them
 * @param detail what is wrong there, empty when nothing is
 */
record SegmentScan(EntryPosition last, long validBytes, Ending ending, String detail) {

  /** What follows the last valid entry. */
  enum Ending {
    /** Nothing, or only the zeros of pre-allocated space. */
    CLEAN,
    /** The beginning of a record that was being written, then nothing or zeros. */
    TORN,
    /** Anything else. */
    DAMAGED
  }
}
