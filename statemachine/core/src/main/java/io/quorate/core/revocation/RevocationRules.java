package io.quorate.core.revocation;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides whose certificates are not taken any more. */
public final class RevocationRules {
  /** Holders whose certificates are revoked, at most. */
  public static final int MOST = 1_000;

  /**
   * So far ahead of the cluster's clock may lie what a revocation goes up to: clocks differ. Much
   * further, and it would meet certificates that are yet to be made.
   */
  public static final Duration MOST_AHEAD = Duration.ofHours(1);

  private static final String END = "~";

  private final StoreView store;
  private final ClusterTime now;
  private final String author;

  /**
   * As the state is.
   *
   * @param now cluster time
   * @param author who asks
   */
  public RevocationRules(StoreView store, ClusterTime now, String author) {
    this.store = store;
    this.now = now;
    this.author = author;
  }

  /**
   * What comes of a command.
   *
   * @param event what happens; empty when something speaks against it, or it is so already
   * @param refusals what speaks against it
   */
  public record Outcome(Optional<RevocationEvent> event, List<Refusal> refusals) {
    /** Keeps its own copy. */
    public Outcome {
      refusals = List.copyOf(refusals);
    }

    private static Outcome happens(RevocationEvent event) {
      return new Outcome(Optional.of(event), List.of());
    }
  }

  /** All that stand, by holder. */
  public static SortedMap<CertificateHolder, Revocation> all(StoreView store) {
    SortedMap<CertificateHolder, Revocation> all = new TreeMap<>();
    store
        .range(Table.REVOCATIONS, "", END, MOST)
        .forEach(
            row ->
                CertificateHolder.ofRow(row.key())
                    .ifPresent(holder -> all.put(holder, row.value())));
    return Collections.unmodifiableSortedMap(all);
  }

  /** Decides. */
  public Outcome decide(RevocationCommand command) {
    Optional<Revocation> known =
        Optional.ofNullable(store.get(Table.REVOCATIONS, command.holder().row()));
    if (command instanceof RevocationCommand.Revoke revoke) {
      return revoke(revoke, known);
    }
    return known.isPresent()
        ? Outcome.happens(new RevocationEvent.Reinstated(command.holder()))
        : new Outcome(
            Optional.empty(),
            List.of(
                Refusal.of(
                    Reason.NOT_REVOKED,
                    "no certificate of " + command.holder() + " is revoked",
                    "see: quorate certificate revoked")));
  }

  private Outcome revoke(RevocationCommand.Revoke revoke, Optional<Revocation> known) {
    List<Refusal> refusals = new ArrayList<>();
    unknownNode(revoke.holder()).ifPresent(refusals::add);
    if (revoke.before().isAfter(latest())) {
      refusals.add(
          new Refusal(
              Reason.INVALID_VALUE,
              revoke.before()
                  + " is more than "
                  + MOST_AHEAD.toHours()
                  + " h ahead of the cluster's clock",
              "compare the clocks; without --before it is now",
              "before"));
    }
    if (known.isEmpty() && all(store).size() >= MOST) {
      refusals.add(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              "certificates of " + MOST + " holders are revoked, which is the limit",
              "quorate certificate reinstate those whose certificates have ended by now"));
    }
    if (!refusals.isEmpty()) {
      return new Outcome(Optional.empty(), refusals);
    }
    boolean already = known.filter(one -> !one.before().isBefore(revoke.before())).isPresent();
    return already
        ? new Outcome(Optional.empty(), List.of())
        : Outcome.happens(
            new RevocationEvent.Revoked(
                revoke.holder(), new Revocation(revoke.before(), author, now, revoke.cause())));
  }

  private Instant latest() {
    return Instant.ofEpochMilli(now.plus(MOST_AHEAD).millis());
  }

  private Optional<Refusal> unknownNode(CertificateHolder holder) {
    boolean known =
        holder.kind() == CertificateHolder.Kind.USER
            || NodeId.read(holder.name())
                .filter(node -> store.get(Table.NODES, node.value()) != null)
                .isPresent();
    return known
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Reason.UNKNOWN_NODE,
                holder.name() + " is not a node of this cluster",
                "see: quorate status"));
  }
}
