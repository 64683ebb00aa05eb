package io.quorate.core.formation;

/** Every reason for which a cluster is not formed. The names are part of the API. */
public enum FormationReason {
  /** A voter cannot be asked. */
  VOTER_NOT_REACHED,
  /** Another node answers at the address of a voter. */
  OTHER_VOTER_ANSWERS,
  /** A voter is of another cluster. */
  OTHER_CLUSTER,
  /** The node files of two voters do not agree. */
  VOTERS_DISAGREE,
  /** A voter holds data, and too few others do. */
  VOTER_HOLDS_DATA,
  /** A voter is empty while others hold data: it may have lost its own. */
  VOTER_LOST_DATA,
  /** Voters belong to different formations. */
  OTHER_FORMATION,
  /** A voter is not as it was when it was looked at. */
  VOTER_CHANGED,
  /** A voter cannot write to its data directory. */
  VOTER_CANNOT_WRITE
}
