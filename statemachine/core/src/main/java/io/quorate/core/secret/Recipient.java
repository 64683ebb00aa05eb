package io.quorate.core.secret;

import io.quorate.core.ClusterTime;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody to whom data keys are sealed.
 *
 * @param name who
 * @param kind what
 * @param key its public key
 * @param since when it has this key, by the cluster's clock
 * @param opens the generations that it says it can open; of a recovery key none are known
 */
public record Recipient(
    RecipientName name,
    Kind kind,
    RecipientKey key,
    ClusterTime since,
    SortedSet<Generation> opens) {
  /** What a recipient can be. */
  public enum Kind {
    /** A data node, whose key it made itself. */
    NODE,
    /** A key that is kept off line, for the day when no node has its own any more. */
    RECOVERY
  }

  /** Keeps its own copy. */
  public Recipient {
    opens = Collections.unmodifiableSortedSet(new TreeSet<>(opens));
  }

  /** The same without a generation. */
  Recipient without(Generation gone) {
    SortedSet<Generation> left = new TreeSet<>(opens);
    left.remove(gone);
    return new Recipient(name, kind, key, since, left);
  }
}
