package io.quorate.client.cli;

/** Colours text, or leaves it as it is. */
public enum Paint {
  COLORED,
  PLAIN;

  /** The text in a tone. */
  public String paint(Tone tone, String text) {
    return this == COLORED ? tone.colored(text) : text;
  }
}
