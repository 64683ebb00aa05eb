package io.quorate.core.membership;

/**
 * Which of the peers that a node has been, one after the other. Goes up when a node comes back
 * without its data, and is never given out twice.
 *
 * @param value from 1
 */
public record PeerGeneration(int value) implements Comparable<PeerGeneration> {
  /** Of a node that was never replaced. */
  public static final PeerGeneration FIRST = new PeerGeneration(1);

  /** More starts than a node lives to see. */
  private static final int STARTS_BITS = 40;

  /** The highest value. */
  public static final int LAST = (1 << (Long.SIZE - STARTS_BITS)) - 1;

  /** Refuses what is out of range with {@link IllegalArgumentException}. */
  public PeerGeneration {
    if (value < 1 || value > LAST) {
      throw new IllegalArgumentException("no generation of a peer: " + value);
    }
  }

  /** That of the peer which takes the place of this one. */
  public PeerGeneration next() {
    return new PeerGeneration(value + 1);
  }

  /**
   * Orders the starts of all peers of a node: those of a later generation come after all of an
   * earlier one, although a new disk begins to count anew.
   *
   * @param starts of this generation, from 0
   */
  public long incarnation(long starts) {
    return ((long) (value - 1) << STARTS_BITS) | starts;
  }

  /** The generation of an incarnation, whoever names it. */
  public static PeerGeneration ofIncarnation(long incarnation) {
    return new PeerGeneration(Math.min((int) (incarnation >>> STARTS_BITS), LAST - 1) + 1);
  }

  @Override
  public int compareTo(PeerGeneration other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
