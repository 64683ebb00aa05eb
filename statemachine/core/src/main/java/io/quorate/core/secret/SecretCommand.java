package io.quorate.core.secret;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can be asked about the keys of secrets. */
public sealed interface SecretCommand {
  /** How many rows it may change, at most. */
  default int mostRows() {
    return 1;
  }

  /** Calls the case for this command. */
  <R> R dispatch(Cases<R> cases);

  /**
   * One answer for each command.
   *
   * @param <R> type of the answers
   */
  interface Cases<R> {
    /** {@link Announce} */
    R announce(Announce command);

    /** {@link AddRecovery} */
    R addRecovery(AddRecovery command);

    /** {@link RemoveRecovery} */
    R removeRecovery(RemoveRecovery command);

    /** {@link Begin} */
    R begin(Begin command);

    /** {@link Share} */
    R share(Share command);

    /** {@link Reseal} */
    R reseal(Reseal command);

    /** {@link Drop} */
    R drop(Drop command);

    /** {@link Reveal} */
    R reveal(Reveal command);
  }

  /**
   * A data node says which key is its own, and what it can open.
   *
   * @param node which
   * @param key its public key
   * @param opens the generations
   */
  record Announce(NodeId node, RecipientKey key, SortedSet<Generation> opens)
      implements SecretCommand {
    /** Keeps its own copy. */
    public Announce {
      opens = new TreeSet<>(opens);
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.announce(this);
    }
  }

  /**
   * Data keys shall be sealed to this key too, which is kept off line.
   *
   * @param name what it is called
   * @param key the public key
   */
  record AddRecovery(RecipientName name, RecipientKey key) implements SecretCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.addRecovery(this);
    }
  }

  /**
   * No more data keys shall be sealed to a recovery key.
   *
   * @param name what it is called
   */
  record RemoveRecovery(RecipientName name) implements SecretCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.removeRecovery(this);
    }
  }

  /**
   * From here on new values are sealed under a new data key.
   *
   * @param generation of the key: the one after the newest
   * @param fingerprint of the key
   * @param keys the key, sealed to everybody who can open secrets
   */
  record Begin(Generation generation, KeyFingerprint fingerprint, List<SealedKey> keys)
      implements SecretCommand {
    /** Keeps its own copy. */
    public Begin {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.begin(this);
    }
  }

  /**
   * A data key is sealed to somebody who could not open it.
   *
   * @param generation which
   * @param key it, sealed
   */
  record Share(Generation generation, SealedKey key) implements SecretCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.share(this);
    }
  }

  /**
   * Values that were sealed under an old key are sealed under the newest. What has been changed in
   * the meantime is left as it is.
   *
   * @param from the old key
   * @param to the newest key
   * @param rows which, at most {@link SecretLimits#RESEALED_ROWS}
   */
  record Reseal(Generation from, Generation to, List<ResealedRow> rows) implements SecretCommand {
    /** Keeps its own copy. */
    public Reseal {
      rows = List.copyOf(rows);
    }

    @Override
    public int mostRows() {
      return rows.size();
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.reseal(this);
    }
  }

  /**
   * An old key goes, since nothing is sealed under it any more.
   *
   * @param generation which
   */
  record Drop(Generation generation) implements SecretCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.drop(this);
    }
  }

  /**
   * Somebody is about to be shown a secret in plain text: the history shall tell of it before.
   *
   * @param group whose
   * @param path of it
   * @param node the member that it is for; null: for all
   */
  record Reveal(GroupId group, String path, @Nullable NodeId node) implements SecretCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.reveal(this);
    }
  }
}
