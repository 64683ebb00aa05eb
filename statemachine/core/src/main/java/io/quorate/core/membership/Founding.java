package io.quorate.core.membership;

import io.quorate.core.Names;
import java.util.Optional;
import java.util.UUID;

/**
 * Which of the clusters of one name it is, one after the other. One that has lost its majority for
 * good is founded anew from what a survivor has; from then on nothing that the one before says,
 * asks or attests counts (role-protocol.md, G1 and S4).
 *
 * @param number from 1
 * @param id made once, when it was founded anew: two of one number are two clusters
 */
public record Founding(int number, UUID id) {
  private static final UUID NO_ID = new UUID(0, 0);
  private static final char SLASH = '/';

  /** Of a cluster that was formed, and never founded anew. */
  public static final Founding FIRST = new Founding(1, NO_ID);

  /** Refuses what is none with {@link IllegalArgumentException}. */
  public Founding {
    if (number < 1 || (number == 1) != id.equals(NO_ID)) {
      throw new IllegalArgumentException("no founding of a cluster: " + number + ", " + id);
    }
  }

  /** The one that comes after this. */
  public Founding next(UUID made) {
    return new Founding(number + 1, made);
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<Founding> read(String text) {
    int slash = text.indexOf(SLASH);
    try {
      if (slash < 0) {
        return text.equals(FIRST.toString()) ? Optional.of(FIRST) : Optional.empty();
      }
      Founding found =
          new Founding(
              Integer.parseInt(text.substring(0, slash)),
              UUID.fromString(text.substring(slash + 1)));
      return found.toString().equals(text) ? Optional.of(found) : Optional.empty();
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * What nodes call the cluster among each other: its name, and behind a slash which of its name it
   * is, when it is not the first.
   */
  public String label(String cluster) {
    return number == 1 ? cluster : cluster + SLASH + this;
  }

  /** The founding in a label of this cluster; empty when it is of another cluster, or none. */
  public static Optional<Founding> ofLabel(String cluster, String label) {
    if (!Names.wellFormed(cluster) || !label.startsWith(cluster)) {
      return Optional.empty();
    }
    String rest = label.substring(cluster.length());
    if (rest.isEmpty()) {
      return Optional.of(FIRST);
    }
    return rest.charAt(0) == SLASH
        ? read(rest.substring(1)).filter(found -> found.number() > 1)
        : Optional.empty();
  }

  /** The number; of all but the first with a slash and the id. */
  @Override
  public String toString() {
    return number == 1 ? "1" : number + "/" + id;
  }
}
