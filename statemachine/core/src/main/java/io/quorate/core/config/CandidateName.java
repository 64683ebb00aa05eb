package io.quorate.core.config;

import io.quorate.core.Names;
import java.util.Optional;

/**
 * Names a candidate within a space.
 *
 * @param value 1 to 63 of a-z, 0-9 and '-', a letter first
 */
public record CandidateName(String value) implements Comparable<CandidateName> {
  /** Refuses another form with {@link IllegalArgumentException}. */
  public CandidateName {
    if (!Names.wellFormed(value)) {
      throw new IllegalArgumentException("not a name: " + value);
    }
  }

  /** The name, when it is one. */
  public static Optional<CandidateName> read(String text) {
    return Names.wellFormed(text) ? Optional.of(new CandidateName(text)) : Optional.empty();
  }

  @Override
  public int compareTo(CandidateName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
