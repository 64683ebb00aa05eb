package io.quorate.core.declaration;

import java.util.List;
import java.util.Optional;

/**
 * Which paths are meant: a path in which a segment may be {@code *}, for any one segment, and the
 * last one {@code **}, for one or more. Of the patterns that match a path the one with the most
 * literal segments at its beginning says what holds for it.
 *
 * @param value such as {@code gateway/*}{@code /limits.json}
 */
public record PathPattern(String value) {
  private static final String ONE = "*";
  private static final String REST = "**";

  /** What stands for a wildcard where its form is looked at. */
  private static final String LETTER = "x";

  /** Refuses what is no pattern with {@link IllegalArgumentException}: ask {@link #wrong} first. */
  public PathPattern {
    Optional<String> wrong = wrong(value);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(wrong.get());
    }
  }

  /** What is wrong with a text as a pattern; empty when it is one. */
  public static Optional<String> wrong(String text) {
    if (text.isEmpty() || text.length() > PathForm.MAX_LENGTH) {
      return PathForm.wrong(text);
    }
    String[] segments = text.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals(REST) && !last) {
        return Optional.of(
            "'**' stands for the rest of a path, so it can only be the last segment");
      }
      if (segments[i].equals(ONE) || segments[i].equals(REST)) {
        segments[i] = LETTER;
      } else if (segments[i].indexOf('*') >= 0) {
        return Optional.of(
            "'" + Findings.shown(segments[i]) + "': a '*' can only be a whole segment");
      }
    }
    return PathForm.wrong(String.join("/", segments));
  }

  /** Whether it is one path, without a wildcard. */
  public boolean literal() {
    return literals() == segments().size();
  }

  /** How many segments at its beginning are no wildcards: its rank. */
  public int literals() {
    List<String> segments = segments();
    int count = 0;
    while (count < segments.size() && !wild(segments.get(count))) {
      count++;
    }
    return count;
  }

  /**
   * What all its paths begin with: literal segments, each with the slash behind it; perhaps empty.
   */
  public String prefix() {
    if (literal()) {
      return value;
    }
    int end = value.indexOf('*');
    return value.substring(0, end);
  }

  /** Whether it matches the path. */
  public boolean matches(String path) {
    return matches(List.of(path.split("/", -1)));
  }

  private boolean matches(List<String> path) {
    List<String> segments = segments();
    for (int i = 0; i < segments.size(); i++) {
      if (i >= path.size()) {
        return false;
      }
      if (segments.get(i).equals(REST)) {
        return true;
      }
      if (!segments.get(i).equals(ONE) && !segments.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return segments.size() == path.size();
  }

  /** Whether there are paths that both match. */
  public boolean meets(PathPattern other) {
    List<String> mine = segments();
    List<String> theirs = other.segments();
    int both = Math.min(mine.size(), theirs.size());
    for (int i = 0; i < both; i++) {
      String one = mine.get(i);
      String two = theirs.get(i);
      if (one.equals(REST) || two.equals(REST)) {
        return true;
      }
      if (!one.equals(ONE) && !two.equals(ONE) && !one.equals(two)) {
        return false;
      }
    }
    return mine.size() == theirs.size();
  }

  private List<String> segments() {
    return List.of(value.split("/", -1));
  }

  private static boolean wild(String segment) {
    return segment.equals(ONE) || segment.equals(REST);
  }

  @Override
  public String toString() {
    return value;
  }
}
