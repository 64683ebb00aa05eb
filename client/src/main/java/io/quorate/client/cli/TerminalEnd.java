package io.quorate.client.cli;

/** An end of the program at which a person sits. */
public enum TerminalEnd {
  /** Standard input is a terminal: questions can be answered. */
  INPUT,
  /** Standard output is a terminal: colours and redrawing make sense. */
  OUTPUT
}
