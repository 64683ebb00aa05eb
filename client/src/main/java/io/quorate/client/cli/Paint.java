package io.quorate.client.cli;

/**
 * How text is put for people.
 *
 * @param colors whether there are any
 * @param width how many columns a line has; {@link #ENDLESS} where lines are not wrapped
 */
public record Paint(Colors colors, int width) {

  /** The width of what no person reads as it comes: one row a line, cells whole. */
  public static final int ENDLESS = Integer.MAX_VALUE;

  /** Whether text is coloured. */
  public enum Colors {
    COLORED,
    PLAIN
  }

  /** The text in a tone. */
  public String paint(Tone tone, String text) {
    return colors == Colors.COLORED ? tone.colored(text) : text;
  }
}
