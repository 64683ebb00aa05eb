package io.quorate.core.leader;

/** What became of a proposal. */
public enum ProposalEnd {
  /** It is in the log, was applied and accepted. */
  ACCEPTED,
  /** It is in the log, was applied and refused: it changes nothing, now or later. */
  REJECTED,
  /** It surely never reached the log. */
  NOT_PROPOSED,
  /** It may be in the log, or may come to be. */
  UNKNOWN;

  /** Whether it is known that the proposal can close nothing any more. */
  boolean surelyRefused() {
    return this == REJECTED || this == NOT_PROPOSED;
  }

  /** Whether the log has moved. */
  boolean applied() {
    return this == ACCEPTED || this == REJECTED;
  }
}
