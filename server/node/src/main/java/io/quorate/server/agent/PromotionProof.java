package io.quorate.server.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves, while nothing depends on it, that this node could promote: that it can start processes,
 * that a guard comes up, that it may kill. A node that could not is not eligible, and says why,
 * before it is needed, or, where a guard has just failed to come up, before it is tried again. On a
 * thread of its own.
 */
final class PromotionProof implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PromotionProof.class);

  /** Each proof starts a process, so not often; what failed is looked at again sooner. */
  private static final Duration PERIOD = Duration.ofMinutes(2);

  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Trial trial;
  private final Runnable different;
  private final AtomicReference<Optional<String>> against = new AtomicReference<>(Optional.empty());
  private final Semaphore doubts = new Semaphore(0);
  private final Thread thread;

  /** Tries whether this node could promote. */
  interface Trial {
    /** Why not; empty when it could. */
    Optional<String> found() throws InterruptedException;
  }

  /**
   * Prepares; nothing is known before {@link #start}.
   *
   * @param trial tries it
   * @param different called on another thread when something else is known than before
   */
  PromotionProof(Trial trial, Runnable different) {
    this.trial = trial;
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

  /** A guard did not come up: whether another would is looked at now. For any thread. */
  void doubted() {
    doubts.release();
  }

  private void run() {
    try {
      while (true) { // ends when it is interrupted
        doubts.drainPermits();
        Optional<String> found = trial.found();
        if (!found.equals(against.getAndSet(found))) {
          LOG.warn(
              "this node {}",
              found.map(why -> "could not promote: " + why).orElse("could promote again"));
          different.run();
        }
        Duration rest = found.isEmpty() ? PERIOD : AGAIN;
        boolean unused = doubts.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
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
