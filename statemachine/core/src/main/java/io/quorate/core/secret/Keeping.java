package io.quorate.core.secret;

import io.quorate.core.NodeId;
import io.quorate.core.store.StoreView;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Decides what a data node does next for the keys of secrets, from what it has applied. All of them
 * do it, whoever leads: nobody has to be chosen, nothing is forgotten when one is lost, and what
 * two do at once has one effect. The first of them begins with the first values, the others with
 * the last, so that they seldom do the same.
 */
public final class Keeping {
  private final StoreView store;
  private final SecretView view;
  private final RecipientName self;
  private final RecipientKey own;
  private final SortedSet<Generation> opens;

  private Keeping(StoreView store, NodeId self, RecipientKey own, SortedSet<Generation> opens) {
    this.store = store;
    this.view = new SecretView(store);
    this.self = RecipientName.of(self);
    this.own = own;
    this.opens = new TreeSet<>(opens);
  }

  /**
   * What is to be done next; empty when nothing is.
   *
   * @param self the node
   * @param own its public key
   * @param opens the generations of which it has the data key
   */
  public static Optional<Duty> next(
      StoreView store, NodeId self, RecipientKey own, SortedSet<Generation> opens) {
    return new Keeping(store, self, own, opens).next();
  }

  private Optional<Duty> next() {
    List<DataKeyRecord> keys = view.keys();
    SortedSet<Generation> openable = new TreeSet<>();
    for (DataKeyRecord key : keys) {
      if (opens.contains(key.generation())) {
        openable.add(key.generation());
      }
    }
    Recipient known = view.recipient(self);
    if (known == null || !known.key().equals(own) || !known.opens().equals(openable)) {
      return Optional.of(new Duty.Announce(openable));
    }
    return share(keys, openable).or(() -> rotate(keys, openable));
  }

  private Optional<Duty> share(List<DataKeyRecord> keys, SortedSet<Generation> openable) {
    for (DataKeyRecord key : keys) {
      if (!openable.contains(key.generation())) {
        continue;
      }
      for (Recipient recipient : view.recipients()) {
        if (key.of(recipient).isEmpty()) {
          return Optional.of(new Duty.Share(key.generation(), recipient));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Duty> rotate(List<DataKeyRecord> keys, SortedSet<Generation> openable) {
    if (keys.size() < SecretLimits.GENERATIONS) {
      return Optional.empty();
    }
    Generation oldest = keys.get(0).generation();
    Generation newest = keys.get(keys.size() - 1).generation();
    if (!openable.contains(newest)) {
      return Optional.empty();
    }
    if (SealedRows.any(store, oldest)) {
      return openable.contains(oldest)
          ? Optional.of(new Duty.Reseal(oldest, newest, rows(oldest)))
          : Optional.empty();
    }
    boolean known = view.nodes().stream().allMatch(node -> node.opens().contains(newest));
    return known ? Optional.of(new Duty.Drop(oldest)) : Optional.empty();
  }

  private List<SealedRow> rows(Generation of) {
    List<Recipient> nodes = view.nodes();
    boolean first = nodes.get(0).name().equals(self);
    return first
        ? SealedRows.of(store, of, SecretLimits.RESEALED_ROWS)
        : SealedRows.lastOf(store, of, SecretLimits.RESEALED_ROWS);
  }
}
