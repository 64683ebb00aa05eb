package io.quorate.core.config;

import io.quorate.core.declaration.PathForm;
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
  public static final int MAX_LENGTH = PathForm.MAX_LENGTH;

  /** Longest segment, in characters. */
  public static final int MAX_SEGMENT = PathForm.MAX_SEGMENT;

  /** Most segments. */
  public static final int MAX_SEGMENTS = PathForm.MAX_SEGMENTS;

  /** Refuses what is no path with {@link IllegalArgumentException}: ask {@link #wrong} first. */
  public ConfigPath {
    Optional<String> wrong = wrong(value);
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(wrong.get());
    }
  }

  /** What is wrong with a text as a path; empty when it is one. */
  public static Optional<String> wrong(String text) {
    return PathForm.wrong(text);
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

  @Override
  public int compareTo(ConfigPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
