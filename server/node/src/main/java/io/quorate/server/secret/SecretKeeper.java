package io.quorate.server.secret;

import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.SealedAt;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.secret.Duty;
import io.quorate.core.secret.Keeping;
import io.quorate.core.secret.ResealedRow;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SealedRow;
import io.quorate.core.secret.SecretLimits;
import io.quorate.core.store.StoreView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a data node does by itself for the keys of secrets: says which key is its own, seals
 * data keys to those who cannot open them, seals values anew while there are two keys, and lets the
 * old one go. On a thread of its own, one thing at a time, each within a limit.
 */
public final class SecretKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SecretKeeper.class);
  private static final long LOOK_MILLIS = 500;
  private static final long AGAIN_MILLIS = 20;
  private static final long FAILED_MILLIS = 1_000;
  private static final long ANSWER_SECONDS = 10;

  /** How often it looks whether what was accepted is there before it does it again. */
  private static final int LOOKS = 50;

  private final KeyRing ring;
  private final ReplicatedRegistry registry;
  private final Function<NoteSecretKeysRequest, CompletableFuture<NoteSecretKeysResponse>> leader;
  private final Semaphore closing = new Semaphore(0);
  private final Thread thread;
  private @Nullable Duty done;
  private int looks;
  private String said = "";

  /**
   * Of one data node; does nothing before {@link #start}.
   *
   * @param leader takes what it has to say to the leader
   */
  public SecretKeeper(
      KeyRing ring,
      ReplicatedRegistry registry,
      Function<NoteSecretKeysRequest, CompletableFuture<NoteSecretKeysResponse>> leader) {
    this.ring = ring;
    this.registry = registry;
    this.leader = leader;
    this.thread = new Thread(this::run, "secret-keeper");
    thread.setDaemon(true);
  }

  /** Begins. */
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      long wait = 0;
      while (!closing.tryAcquire(wait, TimeUnit.MILLISECONDS)) {
        wait = turn();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Milliseconds until the next. */
  private long turn() throws InterruptedException {
    try {
      if (!registry.image().level().reaches(FeatureLevels.CONFIGURATION)) {
        return LOOK_MILLIS;
      }
      Optional<Duty> duty =
          registry.read(store -> Keeping.next(store, ring.self(), ring.own(), ring.opens(store)));
      if (duty.isEmpty()) {
        done = null;
        return LOOK_MILLIS;
      }
      if (duty.get().equals(done) && ++looks < LOOKS) {
        return AGAIN_MILLIS; // it was accepted, and is not applied here yet
      }
      carryOut(duty.get());
      return AGAIN_MILLIS;
    } catch (ExecutionException
        | TimeoutException
        | CannotOpenException
        | RuntimeException failed) {
      tell(failed);
      return FAILED_MILLIS;
    }
  }

  private void carryOut(Duty duty)
      throws InterruptedException, ExecutionException, TimeoutException, CannotOpenException {
    NoteSecretKeysRequest note =
        duty.dispatch(new Noting())
            .orElseThrow(
                () ->
                    new CannotOpenException(
                        "what is to be sealed anew or shared cannot be opened here"));
    NoteSecretKeysResponse unused = leader.apply(note).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    done = duty;
    looks = 0;
    said = "";
  }

  private void tell(Exception failed) {
    Throwable cause =
        failed instanceof ExecutionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    String told = String.valueOf(cause.getMessage());
    if (!told.equals(said)) {
      said = told;
      LOG.info("the keys of secrets: {}; it is tried again", told);
    }
  }

  /** What is to be said for a duty; empty when it cannot be done here. */
  private final class Noting implements Duty.Cases<Optional<NoteSecretKeysRequest>> {
    @Override
    public Optional<NoteSecretKeysRequest> announce(Duty.Announce duty) {
      return Optional.of(KeyNotes.announce(ring.self(), ring.own(), duty.opens()));
    }

    @Override
    public Optional<NoteSecretKeysRequest> share(Duty.Share duty) {
      Optional<DataKey> key = registry.read(store -> ring.key(store, duty.generation()));
      try {
        return key.isEmpty()
            ? Optional.empty()
            : Optional.of(
                KeyNotes.share(ring.self(), duty.generation(), key.get().sealedTo(duty.to())));
      } catch (CannotOpenException unfit) {
        LOG.error("data key {}: {}", duty.generation(), unfit.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public Optional<NoteSecretKeysRequest> reseal(Duty.Reseal duty) {
      List<ResealedRow> rows = registry.read(store -> resealed(store, duty));
      return rows.isEmpty()
          ? Optional.empty()
          : Optional.of(KeyNotes.reseal(ring.self(), duty.from(), duty.to(), rows));
    }

    private List<ResealedRow> resealed(StoreView store, Duty.Reseal duty) {
      List<ResealedRow> rows = new ArrayList<>();
      Optional<DataKey> to = ring.key(store, duty.to());
      long bytes = 0;
      for (SealedRow row : duty.rows()) {
        ConfigValue value = SealedAt.value(store, row);
        Seal seal = value == null ? null : value.seal();
        if (to.isEmpty() || value == null || seal == null) {
          continue;
        }
        bytes += value.size();
        if (!rows.isEmpty() && bytes > SecretLimits.RESEALED_BYTES) {
          break;
        }
        try {
          SealedAt at = SealedAt.of(row);
          byte[] plain = ring.open(store, at, value);
          rows.add(new ResealedRow(row, seal.tag(), to.get().reseal(at, plain)));
        } catch (CannotOpenException damaged) {
          LOG.error("{} cannot be sealed anew: {}", row, damaged.getMessage());
        }
      }
      return rows;
    }

    @Override
    public Optional<NoteSecretKeysRequest> drop(Duty.Drop duty) {
      return Optional.of(KeyNotes.drop(ring.self(), duty.generation()));
    }
  }

  @Override
  public void close() {
    closing.release();
    thread.interrupt();
  }
}
