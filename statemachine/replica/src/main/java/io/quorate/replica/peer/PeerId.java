package io.quorate.replica.peer;

import io.quorate.core.Names;

/**
 * Name of a voter or observer in the log's configuration. A node keeps its name for ever; its peer
 * id changes when its disk is replaced (rule S4).
 *
 * @param value 1 to 63 of a-z, 0-9 and '-', a letter first
 */
public record PeerId(String value) implements Comparable<PeerId> {

  /** Refuses a malformed id with {@link IllegalArgumentException}. */
  public PeerId {
    if (!Names.wellFormed(value)) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a peer id: 1 to 63 of a-z, 0-9 and '-', a letter first");
    }
  }

  @Override
  public int compareTo(PeerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
