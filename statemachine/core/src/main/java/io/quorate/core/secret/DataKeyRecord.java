package io.quorate.core.secret;

import io.quorate.core.ClusterTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A data key, as all nodes know it: sealed, once for each recipient.
 *
 * @param generation which
 * @param fingerprint of the key
 * @param since when it was made, by the cluster's clock
 * @param keys by the names of their recipients
 */
public record DataKeyRecord(
    Generation generation, KeyFingerprint fingerprint, ClusterTime since, List<SealedKey> keys) {
  /** Keeps its own copy, in order. */
  public DataKeyRecord {
    keys = keys.stream().sorted(Comparator.comparing(SealedKey::recipient)).toList();
  }

  /** What the recipient can open, when there is something. */
  public Optional<SealedKey> of(Recipient recipient) {
    return keys.stream().filter(key -> key.fits(recipient)).findFirst();
  }

  /** The same with one more, in place of what the recipient had. */
  DataKeyRecord with(SealedKey key) {
    List<SealedKey> next = new ArrayList<>(without(key.recipient()).keys);
    next.add(key);
    return new DataKeyRecord(generation, fingerprint, since, next);
  }

  /** The same without what a recipient had. */
  DataKeyRecord without(RecipientName recipient) {
    List<SealedKey> left = keys.stream().filter(key -> !key.recipient().equals(recipient)).toList();
    return new DataKeyRecord(generation, fingerprint, since, left);
  }
}
