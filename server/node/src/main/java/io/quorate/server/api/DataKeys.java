package io.quorate.server.api;

import io.grpc.StatusException;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.secret.DataKeyRecord;
import io.quorate.core.secret.Generation;
import io.quorate.core.secret.Recipient;
import io.quorate.core.secret.RecipientName;
import io.quorate.core.secret.SealedKey;
import io.quorate.core.secret.SecretView;
import io.quorate.core.store.StoreView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.secret.CannotOpenException;
import io.quorate.server.secret.DataKey;
import io.quorate.server.secret.KeyNotes;
import io.quorate.server.secret.KeyRing;
import io.quorate.v1.Caller;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import io.quorate.v1.Notice;
import io.quorate.v1.RotateSecretsRequest;
import io.quorate.v1.RotateSecretsResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Finds the data key to seal under, and makes new ones. Waits, within limits, until what was
 * decided is applied here; so only for threads of its own.
 */
final class DataKeys {
  /** How often a key is proposed. */
  private static final int TRIES = 5;

  /** How long what was decided may take to come here. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final Duration LIMIT_OF_A_TRY = LIMIT.dividedBy(TRIES);
  private static final long ANSWER_SECONDS = 5;

  /** What has changed since it was looked at, so looking again helps. */
  private static final Set<String> OVERTAKEN =
      Set.of(Reason.STALE_RECIPIENTS.name(), Reason.STALE_GENERATION.name());

  private final KeyRing ring;
  private final ReplicatedRegistry registry;
  private final LeaderCalls leader;

  DataKeys(KeyRing ring, ReplicatedRegistry registry, LeaderCalls leader) {
    this.ring = ring;
    this.registry = registry;
    this.leader = leader;
  }

  /** Under which new values are sealed; the first secret of a cluster makes the first key. */
  DataKey newest() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (registry.read(this::mayBegin)) {
        boolean unused = begun(ring.first(), RotateSecretsRequest.getDefaultInstance());
      }
      Optional<DataKey> newest = awaited(ring::newest, LIMIT_OF_A_TRY);
      if (newest.isPresent()) {
        return newest.get();
      }
    }
    Optional<Generation> generation =
        registry.read(store -> new SecretView(store).newest()).map(DataKeyRecord::generation);
    throw new CompletionException(mismatch(generation.orElse(Generation.FIRST)));
  }

  /** Whether there is no data key yet. */
  boolean none() {
    return registry.read(store -> new SecretView(store).newest()).isEmpty();
  }

  /** Whoever only looks makes no key. */
  static StatusException noneYet() {
    return Refused.of(
        List.of(
            Refusal.of(
                Reason.UNKNOWN_GENERATION,
                "there is no data key yet to check with",
                "put the first secret without --dry-run, which makes the key")));
  }

  /** A data key of this generation, which may have to come here first. */
  DataKey key(Generation generation) {
    return awaited(store -> ring.key(store, generation), LIMIT)
        .orElseThrow(() -> new CompletionException(mismatch(generation)));
  }

  /** What is found here, looked for again after each entry that is applied. */
  private <T> Optional<T> awaited(Function<StoreView, Optional<T>> look, Duration limit) {
    long begun = System.nanoTime();
    while (true) {
      long applied = registry.appliedIndex();
      Optional<T> found = registry.read(look);
      Duration left = limit.minusNanos(System.nanoTime() - begun);
      if (found.isPresent() || left.isNegative()) {
        return found;
      }
      nextEntry(applied, left);
    }
  }

  private boolean mayBegin(StoreView store) {
    SecretView view = new SecretView(store);
    Recipient self = view.recipient(RecipientName.of(ring.self()));
    return view.newest().isEmpty() && self != null && self.key().equals(ring.own());
  }

  /** Begins the key after the newest. */
  RotateSecretsResponse rotated(RotateSecretsRequest request) {
    if (request.getDryRun() && none()) {
      throw new CompletionException(noneYet());
    }
    DataKey present = newest();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long applied = registry.appliedIndex();
      DataKey next = present.next();
      if (begun(next, request)) {
        return request.getDryRun()
            ? RotateSecretsResponse.newBuilder().setGeneration(next.generation().value()).build()
            : applied(next.generation());
      }
      nextEntry(applied, LIMIT_OF_A_TRY);
      present = newest();
    }
    throw new CompletionException(
        Refused.of(
            List.of(
                Refusal.of(
                    Reason.STALE_RECIPIENTS,
                    "who can open secrets changes faster than a data key is made",
                    "try again"))));
  }

  /** As it is here once it is; a call that is repeated may find it long begun. */
  private RotateSecretsResponse applied(Generation least) {
    return awaited(
            store ->
                new SecretView(store)
                    .newest()
                    .filter(newest -> newest.generation().compareTo(least) >= 0),
            LIMIT)
        .or(() -> registry.read(store -> new SecretView(store).newest()))
        .map(
            key ->
                RotateSecretsResponse.newBuilder()
                    .setGeneration(key.generation().value())
                    .setFingerprint(key.fingerprint().hex())
                    .build())
        .orElseGet(RotateSecretsResponse::getDefaultInstance);
  }

  /** Whether the leader has taken the key; not when something else came first. */
  private boolean begun(DataKey key, RotateSecretsRequest asked) {
    List<SealedKey> sealed = new ArrayList<>();
    for (Recipient recipient : registry.read(store -> new SecretView(store).recipients())) {
      try {
        sealed.add(key.sealedTo(recipient));
      } catch (CannotOpenException unfit) {
        throw new CompletionException(
            Refused.of(
                List.of(
                    Refusal.of(
                        Reason.INVALID_VALUE,
                        "recipient " + recipient.name() + ": " + unfit.getMessage(),
                        "remove it: quorate secret recipient remove " + recipient.name()))));
      }
    }
    Caller caller = asked.getCaller();
    return taken(
        KeyNotes.begin(key, sealed)
            .setCaller(
                caller.getActor().isEmpty()
                    ? caller.toBuilder().setActor("node " + ring.self()).build()
                    : caller)
            .setDryRun(asked.getDryRun())
            .build());
  }

  private boolean taken(NoteSecretKeysRequest note) {
    try {
      NoteSecretKeysResponse unused =
          leader.note().apply(note).get(ANSWER_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException refused) {
      Throwable cause = refused.getCause() == null ? refused : refused.getCause();
      if (reasons(cause).stream().anyMatch(OVERTAKEN::contains)) {
        return false;
      }
      throw new CompletionException(cause);
    } catch (TimeoutException late) {
      throw new CompletionException(
          Refusals.outcomeUnknown(
              "the leader did not answer; the data key may or may not be made",
              "repeat the call with the same request id"));
    } catch (InterruptedException closing) {
      throw stopping();
    }
  }

  /** The reasons that an error of a call tells. */
  static List<String> reasons(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Refusals.fromThrowable(cause).map(CallRefusal::reasons).orElse(List.of()).stream()
        .map(Notice::getReason)
        .toList();
  }

  /** Waits until an entry behind this one is applied here. */
  private void nextEntry(long applied, Duration limit) {
    try {
      boolean unused = registry.awaitApplied(applied + 1, limit);
    } catch (InterruptedException closing) {
      throw stopping();
    }
  }

  private static CompletionException stopping() {
    Thread.currentThread().interrupt();
    return new CompletionException(
        Refusals.noQuorum("this node is stopping", "ask another data node"));
  }

  StatusException mismatch(Generation generation) {
    return Refused.of(
        List.of(
            Refusal.of(
                Reason.KEY_MISMATCH,
                ring.mismatch(generation),
                "ask another data node (-s HOST:PORT), and see: quorate secret fingerprint")));
  }

  StatusException unopened(CannotOpenException why, String remedy) {
    return Refused.of(
        List.of(Refusal.of(Reason.KEY_MISMATCH, String.valueOf(why.getMessage()), remedy)));
  }
}
