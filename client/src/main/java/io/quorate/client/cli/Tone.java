package io.quorate.client.cli;

/**
 * What a piece of text says about the state of things; shown as a colour where there are colours.
 */
public enum Tone {
  PLAIN(""),
  GOOD("32"),
  WARN("33"),
  BAD("1;31"),
  STRONG("1");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The text between the escape sequences of this tone. */
  String colored(String text) {
    return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
