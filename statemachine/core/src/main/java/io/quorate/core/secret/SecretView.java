package io.quorate.core.secret;

import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is known of the keys of secrets. */
public final class SecretView {
  private static final String END = "~";
  private static final int MOST_RECIPIENTS = 1_000;

  private final StoreView store;

  /** In this state. */
  public SecretView(StoreView store) {
    this.store = store;
  }

  /** The data keys there are, the oldest first. */
  public List<DataKeyRecord> keys() {
    return store.range(Table.SECRET_KEYS, "", END, SecretLimits.GENERATIONS + 1).stream()
        .map(Row::value)
        .toList();
  }

  /** The generations of those. */
  public static List<Generation> generations(StoreView store) {
    return store.keys(Table.SECRET_KEYS, "", END, SecretLimits.GENERATIONS + 1).stream()
        .map(key -> new Generation(Long.parseLong(key)))
        .toList();
  }

  /** A data key; null when there is none of the generation. */
  public @Nullable DataKeyRecord key(Generation generation) {
    return store.get(Table.SECRET_KEYS, rowKey(generation));
  }

  /** Under which new values are sealed; empty before there was a secret. */
  public Optional<DataKeyRecord> newest() {
    List<DataKeyRecord> keys = keys();
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
  }

  /** Who can open data keys, by name. */
  public List<Recipient> recipients() {
    return store.range(Table.SECRET_RECIPIENTS, "", END, MOST_RECIPIENTS).stream()
        .map(Row::value)
        .toList();
  }

  /** A recipient; null when there is none of the name. */
  public @Nullable Recipient recipient(RecipientName name) {
    return store.get(Table.SECRET_RECIPIENTS, name.value());
  }

  /** The data nodes among those. */
  public List<Recipient> nodes() {
    return of(Recipient.Kind.NODE).toList();
  }

  Stream<Recipient> of(Recipient.Kind kind) {
    return recipients().stream().filter(recipient -> recipient.kind() == kind);
  }

  static String rowKey(Generation generation) {
    return Counter.key(generation.value());
  }
}
