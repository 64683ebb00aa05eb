package io.quorate.server.api;

import io.quorate.server.secret.KeyRing;
import io.quorate.server.secret.SecretKeeper;
import io.quorate.v1.NoteSecretKeysRequest;
import io.quorate.v1.NoteSecretKeysResponse;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What of the API seals, opens and keeps secrets, on a node that has a key. */
final class SecretParts implements AutoCloseable {
  private static final int THREADS = 8;

  /** Each holds at most what one call brings. */
  private static final int WAITING = 64;

  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "secrets");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.AbortPolicy());

  private @Nullable SecretKeeper keeper;

  SecretParts() {
    workers.allowCoreThreadTimeOut(true);
  }

  /** The service, whose keeper does nothing yet. */
  SecretService open(
      ApiParts parts, LeaderRoute route, ConfigurationService configuration, SecretDesk desk) {
    KeyRing ring = parts.keys();
    SecretService toLeader = new SecretService(parts.identity(), route, parts.peers(), desk, null);
    if (ring == null) {
      return toLeader;
    }
    LeaderCalls leader =
        new LeaderCalls(
            write -> Answered.of(out -> configuration.writeConfig(write, out)),
            edit -> Answered.of(out -> configuration.editCandidate(edit, out)),
            note -> note(toLeader, note),
            take -> Answered.of(out -> toLeader.takeSealed(take, out)));
    keeper = new SecretKeeper(ring, parts.registry(), leader.note());
    SealingDesk sealing =
        new SealingDesk(new DataKeys(ring, parts.registry(), leader), leader, workers);
    return new SecretService(parts.identity(), route, parts.peers(), desk, sealing);
  }

  private static CompletableFuture<NoteSecretKeysResponse> note(
      SecretService toLeader, NoteSecretKeysRequest note) {
    return Answered.of(out -> toLeader.noteSecretKeys(note, out));
  }

  /** Begins to keep the keys, once calls are answered. */
  void start() {
    SecretKeeper present = keeper;
    if (present != null) {
      present.start();
    }
  }

  @Override
  public void close() {
    SecretKeeper present = keeper;
    if (present != null) {
      present.close();
    }
    workers.shutdownNow();
  }
}
