package io.quorate.core.formation;

/** How far a voter has come in its cluster. */
public sealed interface VoterStanding {

  /** It holds nothing, and was prepared for nothing. */
  record Empty() implements VoterStanding {}

  /**
   * It holds nothing but the name of a formation, under which it has not begun.
   *
   * @param formation what it was prepared for
   */
  record Prepared(FormationId formation) implements VoterStanding {}

  /**
   * It has begun, and may have acknowledged entries.
   *
   * @param formation under which it began
   */
  record Member(FormationId formation) implements VoterStanding {}
}
