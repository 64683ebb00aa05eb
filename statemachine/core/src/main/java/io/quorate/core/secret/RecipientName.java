package io.quorate.core.secret;

import io.quorate.core.Names;
import io.quorate.core.NodeId;
import java.util.Optional;

/**
 * Names somebody to whom data keys are sealed: a data node by its name, or a recovery key.
 *
 * @param value 1 to 63 of a-z, 0-9 and '-', a letter first
 */
public record RecipientName(String value) implements Comparable<RecipientName> {
  /** Refuses another form with {@link IllegalArgumentException}. */
  public RecipientName {
    Names.require(value);
  }

  /** The name of a node. */
  public static RecipientName of(NodeId node) {
    return new RecipientName(node.value());
  }

  /** The name, when it is one. */
  public static Optional<RecipientName> read(String text) {
    return Names.wellFormed(text) ? Optional.of(new RecipientName(text)) : Optional.empty();
  }

  @Override
  public int compareTo(RecipientName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
