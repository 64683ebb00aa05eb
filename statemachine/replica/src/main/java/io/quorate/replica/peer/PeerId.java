package io.quorate.replica.peer;

import io.quorate.core.Names;
import io.quorate.core.NodeId;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Voter;
import java.util.Optional;

/**
 * Name of a voter or observer in the log's configuration. A node keeps its name for ever; its peer
 * id changes when its disk is replaced (rule S4).
 *
 * @param value the name of the node; behind a dot its generation, when that is not the first
 */
public record PeerId(String value) implements Comparable<PeerId> {
  private static final char DOT = '.';

  /** Longer than any generation. */
  private static final int MOST_DIGITS = 8;

  /** Refuses a malformed id with {@link IllegalArgumentException}; ask {@link #read} first. */
  public PeerId {
    if (!wellFormed(value)) {
      throw new IllegalArgumentException(
          "'" + value + "' is not a peer id: a node's name, and behind a dot its generation");
    }
  }

  /** The id that the text is; empty when it is none. */
  public static Optional<PeerId> read(String text) {
    return wellFormed(text) ? Optional.of(new PeerId(text)) : Optional.empty();
  }

  /** Of a voter. */
  public static PeerId of(Voter voter) {
    return new PeerId(voter.toString());
  }

  private static boolean wellFormed(String text) {
    int dot = text.indexOf(DOT);
    return dot < 0
        ? Names.wellFormed(text)
        : Names.wellFormed(text.substring(0, dot)) && generation(text.substring(dot + 1)) > 1;
  }

  /** 0 when it is none, or written otherwise than we write it. */
  private static int generation(String digits) {
    boolean number =
        !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.charAt(0) != '0'
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int value = number ? Integer.parseInt(digits) : 0;
    return value <= PeerGeneration.LAST ? value : 0;
  }

  /** The node that it is, and which of its peers. */
  public Voter voter() {
    int dot = value.indexOf(DOT);
    return dot < 0
        ? Voter.first(new NodeId(value))
        : new Voter(
            new NodeId(value.substring(0, dot)),
            new PeerGeneration(generation(value.substring(dot + 1))));
  }

  /** The node that it is. */
  public NodeId node() {
    return voter().node();
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
