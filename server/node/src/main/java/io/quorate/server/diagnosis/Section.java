package io.quorate.server.diagnosis;

import java.io.IOException;
import java.time.Duration;

/**
 * One part of a report.
 *
 * @param name a word, the same in every version
 * @param told makes its text
 */
public record Section(String name, Telling told) {

  /** Makes the text of a section. */
  @FunctionalInterface
  public interface Telling {
    /**
     * Lines for people.
     *
     * @param since how far back they ask; for sections that have a past
     */
    String text(Duration since) throws IOException;
  }

  /** One that tells of now. */
  public static Section ofNow(String name, Now told) {
    return new Section(name, since -> told.text());
  }

  /** Makes the text of a section that has no past. */
  @FunctionalInterface
  public interface Now {
    /** Lines for people. */
    String text() throws IOException;
  }
}
