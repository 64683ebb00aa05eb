package io.quorate.core.facts;

import io.quorate.core.PlainText;
import io.quorate.core.declaration.Fact;
import java.nio.charset.StandardCharsets;

/**
 * What is known of a fact on a member.
 *
 * @param name of the fact
 * @param outcome whether there is a value
 * @param text the value, empty where the member has none; else why it is not known
 */
public record FactReport(String name, Outcome outcome, String text) {
  /** Most characters of words on why a value is not known. */
  public static final int MOST_WORDS = 300;

  /** Most bytes that the command of a fact may write. */
  public static final int MOST_OUTPUT = 4_000;

  /** Whether there is a value. */
  public enum Outcome {
    /** There is. */
    KNOWN,
    /** The command that finds it fails. */
    FAILED
  }

  /** With this value. */
  public static FactReport known(String name, String value) {
    return new FactReport(name, Outcome.KNOWN, value);
  }

  /** Without a value. */
  public static FactReport failed(String name, String why) {
    String plain = PlainText.of(why.strip());
    boolean fits = plain.length() <= MOST_WORDS;
    return new FactReport(
        name, Outcome.FAILED, fits ? plain : plain.substring(0, MOST_WORDS) + "...");
  }

  /**
   * What a command says that succeeded: its first line that is not blank, without the blanks around
   * it. One that is too long is no value: two of which a part is the same are not the same.
   *
   * @param output all of it, or the last {@link #MOST_OUTPUT} bytes or more
   */
  public static FactReport read(String name, String output) {
    int all = output.getBytes(StandardCharsets.UTF_8).length;
    if (all > MOST_OUTPUT) {
      return failed(name, "its command wrote more than " + MOST_OUTPUT + " bytes");
    }
    String first =
        output.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    int bytes = first.getBytes(StandardCharsets.UTF_8).length;
    return bytes > Fact.VALUE_BYTES
        ? failed(
            name,
            "the first line of its command has "
                + bytes
                + " bytes, and may have "
                + Fact.VALUE_BYTES)
        : known(name, PlainText.of(first));
  }
}
