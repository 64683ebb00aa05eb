package io.quorate.server.agent;

import io.quorate.server.guard.GuardStartFailure;
import io.quorate.server.guard.GuardStation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves, while nothing depends on it, that this node could promote: that it can start processes,
 * that a guard comes up, that it may kill. A node that could not is not eligible, and says why,
 * before it is needed. On a thread of its own.
 */
final class PromotionProof implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PromotionProof.class);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Each proof starts a process, so not often; what failed is looked at again sooner. */
  private static final Duration PERIOD = Duration.ofMinutes(2);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final GuardStation guards;
  private final Runnable different;
  private final AtomicReference<Optional<String>> against = new AtomicReference<>(Optional.empty());
  private final Thread thread;

  /**
   * Prepares; nothing is known before {@link #start}.
   *
   * @param different called on another thread when something else is known than before
   */
  PromotionProof(GuardStation guards, Runnable different) {
    this.guards = guards;
    this.different = different;
    this.thread = new Thread(this::run, "promotion-proof");
    thread.setDaemon(true);
  }

  /** Begins, once what an earlier run left is taken up: it starts processes of its own. */
  void start() {
    thread.start();
  }

  /** Why this node could not promote now; empty as long as nothing is known against it. */
  Optional<String> against() {
    return against.get();
  }

  private void run() {
    try {
      while (true) { // ends when it is interrupted
        Optional<String> found = guards.selfTest(LIMIT).map(GuardStartFailure::sentence);
        if (!found.equals(against.getAndSet(found))) {
          LOG.warn(
              "this node {}",
              found.map(why -> "could not promote: " + why).orElse("could promote again"));
          different.run();
        }
        TimeUnit.MILLISECONDS.sleep((found.isEmpty() ? PERIOD : AGAIN).toMillis());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
