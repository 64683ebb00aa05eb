package io.quorate.server.cluster;

/** What becomes of what is proposed. */
enum Fate {
  /** It is committed and applied, and the proposer is told. */
  APPLIED,
  /** It is surely refused. */
  REFUSED,
  /** It is lost, and the proposer does not know that. */
  LOST,
  /** It is committed later, when the log is told to, and the proposer does not know that. */
  LATE,
  /** It waits, and so does the proposer, until the log is told to go on. */
  HELD
}
