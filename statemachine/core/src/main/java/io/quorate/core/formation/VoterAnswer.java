package io.quorate.core.formation;

/** What came of asking a voter how far it has come. */
public sealed interface VoterAnswer {

  /** It answered. */
  record Said(VoterAccount account) implements VoterAnswer {}

  /**
   * It could not be asked.
   *
   * @param why for people
   */
  record Silent(String why) implements VoterAnswer {}
}
