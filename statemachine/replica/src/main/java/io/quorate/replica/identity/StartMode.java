package io.quorate.replica.identity;

/** What a start may do with the data directory. */
public enum StartMode {
  /** Forms a new cluster from an empty directory, once. Refused on a directory that is in use. */
  BOOTSTRAP,
  /** Joins a cluster that exists, from an empty directory and under a peer id never used before. */
  JOIN,
  /** Goes on with the data that is there, and refuses when it is not. The normal start. */
  RESTART
}
