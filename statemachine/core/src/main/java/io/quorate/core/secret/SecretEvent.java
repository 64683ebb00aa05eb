package io.quorate.core.secret;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to the keys of secrets. */
public sealed interface SecretEvent {
  /** Whether the history tells of it. */
  default boolean historic() {
    return true;
  }

  /** Calls the case for this event. */
  <R extends @Nullable Object> R dispatch(Cases<R> cases);

  /**
   * One answer for each event.
   *
   * @param <R> type of the answers
   */
  interface Cases<R extends @Nullable Object> {
    /** {@link RecipientChanged} */
    R recipientChanged(RecipientChanged event);

    /** {@link RecipientRemoved} */
    R recipientRemoved(RecipientRemoved event);

    /** {@link KeyBegun} */
    R keyBegun(KeyBegun event);

    /** {@link KeyShared} */
    R keyShared(KeyShared event);

    /** {@link RowsResealed} */
    R rowsResealed(RowsResealed event);

    /** {@link KeyDropped} */
    R keyDropped(KeyDropped event);

    /** {@link SecretRevealed} */
    R secretRevealed(SecretRevealed event);
  }

  /**
   * A recipient is new, has another key, or says something else of what it can open.
   *
   * @param recipient as it is from now on
   * @param what is other
   */
  record RecipientChanged(Recipient recipient, What what) implements SecretEvent {
    /** What can be other about a recipient. */
    public enum What {
      /** Its key. */
      KEY,
      /** Only what it can open. */
      OPENS
    }

    @Override
    public boolean historic() {
      return what == What.KEY;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.recipientChanged(this);
    }
  }

  /**
   * A recovery key is taken out.
   *
   * @param recipient as it was
   */
  record RecipientRemoved(Recipient recipient) implements SecretEvent {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.recipientRemoved(this);
    }
  }

  /**
   * There is a new data key.
   *
   * @param key it
   */
  record KeyBegun(DataKeyRecord key) implements SecretEvent {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.keyBegun(this);
    }
  }

  /**
   * A data key is sealed to one recipient more.
   *
   * @param generation which
   * @param key it, sealed
   */
  record KeyShared(Generation generation, SealedKey key) implements SecretEvent {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.keyShared(this);
    }
  }

  /**
   * Values are sealed under the newest key, as far as they still stand as they were.
   *
   * @param from the old key
   * @param to the newest key
   * @param rows which
   */
  record RowsResealed(Generation from, Generation to, List<ResealedRow> rows)
      implements SecretEvent {
    /** Keeps its own copy. */
    public RowsResealed {
      rows = List.copyOf(rows);
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.rowsResealed(this);
    }
  }

  /**
   * An old data key is gone.
   *
   * @param generation which
   */
  record KeyDropped(Generation generation) implements SecretEvent {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.keyDropped(this);
    }
  }

  /**
   * Somebody was shown a secret in plain text.
   *
   * @param group whose
   * @param path of it
   * @param node the member that it is for; null: for all
   */
  record SecretRevealed(GroupId group, String path, @Nullable NodeId node) implements SecretEvent {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.secretRevealed(this);
    }
  }
}
