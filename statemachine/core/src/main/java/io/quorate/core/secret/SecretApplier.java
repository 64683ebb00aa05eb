package io.quorate.core.secret;

import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what has happened to the keys of secrets. Never refuses. */
public final class SecretApplier implements SecretEvent.Cases<@Nullable Void> {
  private final Store store;
  private final SecretView view;
  private final Consumer<SecretEvent.RowsResealed> values;

  /**
   * To this store.
   *
   * @param values writes values that are sealed anew
   */
  public SecretApplier(Store store, Consumer<SecretEvent.RowsResealed> values) {
    this.store = store;
    this.view = new SecretView(store);
    this.values = values;
  }

  @Override
  public @Nullable Void recipientChanged(SecretEvent.RecipientChanged event) {
    Recipient recipient = event.recipient();
    store.put(Table.SECRET_RECIPIENTS, recipient.name().value(), recipient);
    if (event.what() == SecretEvent.RecipientChanged.What.KEY) {
      forget(recipient.name());
    }
    return null;
  }

  /** What was sealed to a key that is not the recipient's any more is of no use. */
  private void forget(RecipientName name) {
    for (DataKeyRecord key : view.keys()) {
      DataKeyRecord left = key.without(name);
      if (left.keys().size() < key.keys().size()) {
        put(left);
      }
    }
  }

  private void put(DataKeyRecord key) {
    store.put(Table.SECRET_KEYS, SecretView.rowKey(key.generation()), key);
  }

  @Override
  public @Nullable Void recipientRemoved(SecretEvent.RecipientRemoved event) {
    store.delete(Table.SECRET_RECIPIENTS, event.recipient().name().value());
    forget(event.recipient().name());
    return null;
  }

  @Override
  public @Nullable Void keyBegun(SecretEvent.KeyBegun event) {
    put(event.key());
    return null;
  }

  @Override
  public @Nullable Void keyShared(SecretEvent.KeyShared event) {
    DataKeyRecord known = view.key(event.generation());
    if (known != null) {
      put(known.with(event.key()));
    }
    return null;
  }

  @Override
  public @Nullable Void rowsResealed(SecretEvent.RowsResealed event) {
    values.accept(event);
    return null;
  }

  @Override
  public @Nullable Void keyDropped(SecretEvent.KeyDropped event) {
    store.delete(Table.SECRET_KEYS, SecretView.rowKey(event.generation()));
    for (Recipient recipient : view.recipients()) {
      if (recipient.opens().contains(event.generation())) {
        Recipient next = recipient.without(event.generation());
        store.put(Table.SECRET_RECIPIENTS, next.name().value(), next);
      }
    }
    return null;
  }

  @Override
  public @Nullable Void secretRevealed(SecretEvent.SecretRevealed event) {
    return null; // the history tells of it
  }
}
