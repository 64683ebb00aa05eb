package io.quorate.server.secret;

import io.quorate.core.NodeId;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.config.SpaceId;
import io.quorate.core.delivery.Opening;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.RecipientKey;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The data keys that a data node can open. Safe for many threads. */
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final String cluster;
  private final NodeId self;
  private final KeyPair pair;
  private final SortedMap<Generation, DataKey> opened = new TreeMap<>();
  private final SortedMap<Generation, SealedKey> refused = new TreeMap<>();

  /** Of a node with this pair. */
  public KeyRing(String cluster, NodeId self, KeyPair pair) {
    this.cluster = cluster;
    this.self = self;
    this.pair = pair;
  }

  /** Whose it is. */
  public NodeId self() {
    return self;
  }

  /** The public key of the node. */
  public RecipientKey own() {
    return pair.shared();
  }

  /** The first data key of the cluster. */
  public DataKey first() {
    return DataKey.first(cluster);
  }

  /** The generations that can be opened, of those that there are in this state. */
  public SortedSet<Generation> opens(StoreView store) {
    SortedSet<Generation> opens = new TreeSet<>();
    for (DataKeyRecord key : new SecretView(store).keys()) {
      if (key(key).isPresent()) {
        opens.add(key.generation());
      }
    }
    synchronized (this) {
      opened.keySet().retainAll(opens); // what is gone is not kept in memory
    }
    return opens;
  }

  /** The data key under which new values are sealed; empty when it cannot be opened. */
  public Optional<DataKey> newest(StoreView store) {
    return new SecretView(store).newest().flatMap(this::key);
  }

  /** A data key; empty when there is none, or it cannot be opened. */
  public Optional<DataKey> key(StoreView store, Generation generation) {
    DataKeyRecord known = new SecretView(store).key(generation);
    return known == null ? Optional.empty() : key(known);
  }

  private synchronized Optional<DataKey> key(DataKeyRecord known) {
    DataKey present = opened.get(known.generation());
    if (present != null && present.fingerprint().equals(known.fingerprint())) {
      return Optional.of(present);
    }
    Optional<SealedKey> sealed =
        known.keys().stream().filter(key -> key.to().equals(pair.shared())).findFirst();
    if (sealed.isEmpty() || sealed.get().equals(refused.get(known.generation()))) {
      return Optional.empty();
    }
    return opened(known, sealed.get());
  }

  private Optional<DataKey> opened(DataKeyRecord known, SealedKey sealed) {
    try {
      DataKey key = DataKey.open(cluster, known.generation(), sealed, pair);
      if (key.fingerprint().equals(known.fingerprint())) {
        opened.put(known.generation(), key);
        return Optional.of(key);
      }
      LOG.error(
          "what is sealed to {} as data key {} is another one: fingerprint {}, not {}",
          self,
          known.generation(),
          key.fingerprint(),
          known.fingerprint());
    } catch (CannotOpenException other) {
      LOG.error("{} cannot open data key {}: {}", self, known.generation(), other.getMessage());
    }
    refused.put(known.generation(), sealed);
    return Optional.empty();
  }

  /**
   * What is inside a sealed value of this state.
   *
   * @throws CannotOpenException when the node has not the key, or the value does not open
   */
  public byte[] open(StoreView store, SealedAt at, ConfigValue value) throws CannotOpenException {
    Seal seal = value.seal();
    if (seal == null) {
      throw new CannotOpenException(at + " is not sealed");
    }
    DataKey key =
        key(store, seal.generation())
            .orElseThrow(() -> new CannotOpenException(mismatch(seal.generation())));
    return key.open(at, value);
  }

  /** Says that this node cannot open a data key. */
  public String mismatch(Generation generation) {
    return self + " cannot open data key " + generation + " with its public key " + own();
  }

  /**
   * Opens what is sealed in a space, and says in the log what cannot be opened.
   *
   * @param keys null on a node that has no key
   */
  public static Opening opening(@Nullable KeyRing keys, StoreView store, SpaceId space) {
    if (keys == null) {
      return Opening.NONE;
    }
    return (place, value) -> {
      try {
        return keys.open(store, new SealedAt(space, place), value);
      } catch (CannotOpenException other) {
        LOG.warn("{}", other.getMessage());
        return null;
      }
    };
  }
}
