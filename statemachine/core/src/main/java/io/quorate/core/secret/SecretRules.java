package io.quorate.core.secret;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What may be done to the keys of secrets. Reads, never writes; says all that is against it. */
public final class SecretRules implements SecretCommand.Cases<SecretDecision> {
  private final StoreView store;
  private final SecretView view;
  private final SortedMap<NodeId, NodeKind> nodes;
  private final ClusterTime now;
  private final List<Refusal> refusals = new ArrayList<>();

  private SecretRules(StoreView store, SortedMap<NodeId, NodeKind> nodes, ClusterTime now) {
    this.store = store;
    this.view = new SecretView(store);
    this.nodes = nodes;
    this.now = now;
  }

  /**
   * Decides about a command in this state.
   *
   * @param nodes of the cluster
   * @param now the cluster's clock
   */
  public static SecretDecision decide(
      SecretCommand command, StoreView store, SortedMap<NodeId, NodeKind> nodes, ClusterTime now) {
    return command.dispatch(new SecretRules(store, nodes, now));
  }

  @Override
  public SecretDecision announce(SecretCommand.Announce command) {
    NodeKind kind = nodes.get(command.node());
    if (kind == null) {
      refuse(
          Reason.UNKNOWN_NODE,
          command.node() + " is not a node of the cluster",
          "its nodes are " + nodes.keySet());
    } else if (kind != NodeKind.DATA) {
      refuse(
          Reason.NOT_A_DATA_NODE,
          command.node() + " is no data node, so no key is sealed to it",
          "nothing is to be done: it keeps secrets sealed");
    }
    RecipientName name = RecipientName.of(command.node());
    Recipient known = view.recipient(name);
    if (known != null && known.kind() != Recipient.Kind.NODE) {
      nameTaken(name);
    }
    if (!refusals.isEmpty()) {
      return SecretDecision.refused(refusals);
    }
    boolean sameKey = known != null && known.key().equals(command.key());
    ClusterTime since = sameKey && known != null ? known.since() : now;
    Recipient next =
        new Recipient(name, Recipient.Kind.NODE, command.key(), since, existing(command.opens()));
    if (next.equals(known)) {
      return SecretDecision.unchanged();
    }
    return SecretDecision.of(
        new SecretEvent.RecipientChanged(
            next,
            sameKey
                ? SecretEvent.RecipientChanged.What.OPENS
                : SecretEvent.RecipientChanged.What.KEY));
  }

  /** Those that are still there: one may have been dropped while the node said that it opens it. */
  private SortedSet<Generation> existing(SortedSet<Generation> said) {
    SortedSet<Generation> existing = new TreeSet<>(SecretView.generations(store));
    existing.retainAll(said);
    return existing;
  }

  private void nameTaken(RecipientName name) {
    refuse(
        Reason.DUPLICATE_NAME,
        name + " is the name of a node or of another recovery key",
        "choose another name");
  }

  @Override
  public SecretDecision addRecovery(SecretCommand.AddRecovery command) {
    Recipient known = view.recipient(command.name());
    if (known != null
        && known.kind() == Recipient.Kind.RECOVERY
        && known.key().equals(command.key())) {
      return SecretDecision.unchanged();
    }
    if (known != null || nodes.containsKey(new NodeId(command.name().value()))) {
      nameTaken(command.name());
    }
    view.recipients().stream()
        .filter(recipient -> recipient.key().equals(command.key()))
        .forEach(
            recipient ->
                refuse(
                    Reason.DUPLICATE_NAME,
                    "the key is that of " + recipient.name() + " already",
                    "make a pair of its own for the recovery key"));
    if (view.of(Recipient.Kind.RECOVERY).count() >= SecretLimits.RECOVERY_KEYS) {
      refuse(
          Reason.LIMIT_EXCEEDED,
          "there are " + SecretLimits.RECOVERY_KEYS + " recovery keys already",
          "remove one first: quorate secret recipient remove NAME");
    }
    return refusals.isEmpty()
        ? SecretDecision.of(
            new SecretEvent.RecipientChanged(
                new Recipient(
                    command.name(), Recipient.Kind.RECOVERY, command.key(), now, new TreeSet<>()),
                SecretEvent.RecipientChanged.What.KEY))
        : SecretDecision.refused(refusals);
  }

  @Override
  public SecretDecision removeRecovery(SecretCommand.RemoveRecovery command) {
    Recipient known = view.recipient(command.name());
    if (known == null || known.kind() != Recipient.Kind.RECOVERY) {
      refuse(
          Reason.UNKNOWN_RECIPIENT,
          known == null
              ? "nothing is sealed to a recovery key " + command.name()
              : command.name() + " is a node, to which keys are sealed as long as it is one",
          "see: quorate secret fingerprint");
      return SecretDecision.refused(refusals);
    }
    return SecretDecision.of(new SecretEvent.RecipientRemoved(known));
  }

  @Override
  public SecretDecision begin(SecretCommand.Begin command) {
    List<DataKeyRecord> keys = view.keys();
    Generation next =
        keys.isEmpty() ? Generation.FIRST : keys.get(keys.size() - 1).generation().next();
    if (!command.generation().equals(next)) {
      refuse(
          Reason.STALE_GENERATION,
          "the next data key is of generation " + next + ", not " + command.generation(),
          "look at the present keys and try again");
    }
    if (keys.size() >= SecretLimits.GENERATIONS) {
      refuse(
          Reason.ROTATION_UNDER_WAY,
          "secrets are being sealed anew, from generation "
              + keys.get(0).generation()
              + " to "
              + keys.get(keys.size() - 1).generation(),
          "wait until that has ended; see: quorate secret fingerprint");
    }
    covers(command.keys());
    return refusals.isEmpty()
        ? SecretDecision.of(
            new SecretEvent.KeyBegun(
                new DataKeyRecord(
                    command.generation(), command.fingerprint(), now, command.keys())))
        : SecretDecision.refused(refusals);
  }

  /** A key that somebody could not open would lock them out, one for a stranger let them in. */
  private void covers(List<SealedKey> keys) {
    List<Recipient> recipients = view.recipients();
    for (Recipient recipient : recipients) {
      if (keys.stream().filter(key -> key.fits(recipient)).count() != 1) {
        staleRecipients(
            "the data key is not sealed, once, to the present key of " + recipient.name());
      }
    }
    for (SealedKey key : keys) {
      if (recipients.stream().noneMatch(key::fits)) {
        staleRecipients("the data key is sealed to " + key.recipient() + ", who has no such key");
      }
      bounded(key);
    }
    if (view.nodes().isEmpty()) {
      staleRecipients("no data node has said which key is its own");
    }
  }

  private void staleRecipients(String message) {
    refuse(Reason.STALE_RECIPIENTS, message, "try again; it is made anew for those that are there");
  }

  private void bounded(SealedKey key) {
    if (key.sealed().size() > SecretLimits.SEALED_KEY_BYTES) {
      refuse(
          Reason.LIMIT_EXCEEDED,
          "the data key for " + key.recipient() + " has " + key.sealed().size() + " bytes",
          "a sealed key has at most " + SecretLimits.SEALED_KEY_BYTES);
    }
  }

  @Override
  public SecretDecision share(SecretCommand.Share command) {
    DataKeyRecord known = known(command.generation());
    Recipient recipient = view.recipient(command.key().recipient());
    if (recipient == null || !command.key().fits(recipient)) {
      staleRecipients(
          "the data key is sealed to " + command.key().recipient() + ", who has no such key");
    }
    bounded(command.key());
    if (known == null || recipient == null || !refusals.isEmpty()) {
      return SecretDecision.refused(refusals);
    }
    return known.of(recipient).isPresent()
        ? SecretDecision.unchanged()
        : SecretDecision.of(new SecretEvent.KeyShared(command.generation(), command.key()));
  }

  private @Nullable DataKeyRecord known(Generation generation) {
    DataKeyRecord known = view.key(generation);
    if (known == null) {
      refusals.add(unknown(generation));
    }
    return known;
  }

  /** Why nothing can be sealed under the key, or done with it. */
  public static Refusal unknown(Generation generation) {
    return Refusal.of(
        Reason.UNKNOWN_GENERATION,
        "there is no data key of generation " + generation,
        "seal it under the newest; see: quorate secret fingerprint");
  }

  @Override
  public SecretDecision reseal(SecretCommand.Reseal command) {
    known(command.from());
    Optional<Generation> newest = view.newest().map(DataKeyRecord::generation);
    if (!newest.equals(Optional.of(command.to())) || command.from().equals(command.to())) {
      refuse(
          Reason.STALE_GENERATION,
          "values are sealed anew under the newest data key, which is of generation "
              + newest.map(Generation::toString).orElse("none")
              + "; asked for was "
              + command.from()
              + " to "
              + command.to(),
          "look at the present keys and try again");
    }
    int rows = command.rows().size();
    long bytes = command.rows().stream().mapToLong(row -> row.sealed().size()).sum();
    if (rows > SecretLimits.RESEALED_ROWS
        || (rows > 1 && bytes > SecretLimits.RESEALED_BYTES + (SecretLimits.RESEALED_BYTES >> 2))) {
      refuse(
          Reason.LIMIT_EXCEEDED,
          rows + " values of " + bytes + " bytes at once",
          "seal at most "
              + SecretLimits.RESEALED_ROWS
              + " of "
              + SecretLimits.RESEALED_BYTES
              + " bytes anew at once");
    }
    if (!refusals.isEmpty()) {
      return SecretDecision.refused(refusals);
    }
    return command.rows().isEmpty()
        ? SecretDecision.unchanged()
        : SecretDecision.of(
            new SecretEvent.RowsResealed(command.from(), command.to(), command.rows()));
  }

  @Override
  public SecretDecision drop(SecretCommand.Drop command) {
    known(command.generation());
    Generation newest = view.newest().map(DataKeyRecord::generation).orElse(Generation.FIRST);
    if (refusals.isEmpty() && command.generation().equals(newest)) {
      inUse(
          "generation " + newest + " is the newest: new values are sealed under it",
          "begin another first: quorate secret rotate");
    }
    for (SealedRow row : SealedRows.of(store, command.generation(), 1)) {
      inUse(
          row + " and perhaps more is sealed under generation " + command.generation(),
          "wait until all is sealed anew");
    }
    for (Recipient node : view.nodes()) {
      if (!node.opens().contains(newest)) {
        inUse(
            node.name() + " has not said that it can open generation " + newest,
            "wait until it runs and is told of the key");
      }
    }
    return refusals.isEmpty()
        ? SecretDecision.of(new SecretEvent.KeyDropped(command.generation()))
        : SecretDecision.refused(refusals);
  }

  private void inUse(String message, String remedy) {
    refuse(Reason.GENERATION_IN_USE, message, remedy);
  }

  @Override
  public SecretDecision reveal(SecretCommand.Reveal command) {
    return SecretDecision.of(
        new SecretEvent.SecretRevealed(command.group(), command.path(), command.node()));
  }

  private void refuse(Reason reason, String message, String remedy) {
    refusals.add(Refusal.of(reason, message, remedy));
  }
}
