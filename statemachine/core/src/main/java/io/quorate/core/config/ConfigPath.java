package io.quorate.core.config;

import io.quorate.core.declaration.Findings;
import java.util.Optional;

/**
 * Where a value stands in a space: 1 to 16 segments of letters, digits, {@code .}, {@code _} and
 * {@code -}, joined by {@code /}. A path that has a value is no folder of another, since values are
 * delivered as files.
 *
 * @param value such as {@code gateway/limits.json}
 */
public record ConfigPath(String value) implements Comparable<ConfigPath> {
  /** Longest path, in characters, which are bytes. */
  public static final int MAX_LENGTH = 512;

  /** Longest segment, in characters. */
  public static final int MAX_SEGMENT = 64;

  /** Most segments. */
  public static final int MAX_SEGMENTS = 16;

  /** Refuses what is no path with {@link IllegalArgumentException}: ask {@link #wrong} first. */
  public ConfigPath {
    Optional<String> wrong = wrong(value);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(wrong.get());
    }
  }

  /** What is wrong with a text as a path; empty when it is one. */
  public static Optional<String> wrong(String text) {
    if (text.isEmpty()) {
      return Optional.of("the path is empty");
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.of(
          "the path has " + text.length() + " characters, at most " + MAX_LENGTH + " are allowed");
    }
    String[] segments = text.split("/", -1);
    if (segments.length > MAX_SEGMENTS) {
      return Optional.of(
          "the path has "
              + segments.length
              + " segments, at most "
              + MAX_SEGMENTS
              + " are allowed");
    }
    for (String segment : segments) {
      Optional<String> wrong = wrongSegment(segment);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it is in a folder, or the folder's own path.
   *
   * @param folder a path; empty for what every path is in
   */
  public boolean liesBelow(String folder) {
    return folder.isEmpty()
        || (value.startsWith(folder)
            && (value.length() == folder.length() || value.charAt(folder.length()) == '/'));
  }

  private static Optional<String> wrongSegment(String segment) {
    if (segment.isEmpty()) {
      return Optional.of("a segment of the path is empty: no '/' at its ends, nor two in a row");
    }
    if (segment.length() > MAX_SEGMENT) {
      return Optional.of(
          "the segment '"
              + Findings.shown(segment)
              + "' is longer than "
              + MAX_SEGMENT
              + " characters");
    }
    if (segment.equals(".") || segment.equals("..")) {
      return Optional.of("'" + segment + "' cannot be a segment of a path");
    }
    return allowed(segment)
        ? Optional.empty()
        : Optional.of(
            "the segment '"
                + Findings.shown(segment)
                + "' has other characters than a-z A-Z 0-9 . _ -");
  }

  private static boolean allowed(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      if (!allowed(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  @Override
  public int compareTo(ConfigPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
