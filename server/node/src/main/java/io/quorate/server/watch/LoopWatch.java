package io.quorate.server.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from a thread of its own whether the loops of a node get on. A leader whose loop does not
 * must stop leading, for nobody is served by it (role-protocol.md, A leader that is not); what does
 * not come back for longer makes the node say that it is not well.
 */
public final class LoopWatch implements AutoCloseable {
  /** After which a loop that does not get on makes the node say that it is not well. */
  public static final Duration NOT_WELL = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(LoopWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(100);

  private final List<LoopProgress> loops;
  private final Thread watcher;

  /**
   * Begins to look.
   *
   * @param loops the loops of this node
   * @param leading the one that leads
   * @param patience how long a turn of it may last before leadership is given up
   * @param giveUp gives leadership up, if this node has it; true when it had
   */
  public LoopWatch(
      List<LoopProgress> loops,
      LoopProgress leading,
      Duration patience,
      Predicate<Duration> giveUp) {
    this.loops = List.copyOf(loops);
    this.watcher = new Thread(() -> watch(leading, patience, giveUp), "loop-watch");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void watch(LoopProgress leading, Duration patience, Predicate<Duration> giveUp) {
    try {
      while (true) { // ends when it is interrupted
        Duration lasting = leading.lasting();
        if (lasting.compareTo(patience) > 0 && giveUp.test(lasting)) {
          LOG.warn(
              "gave leadership up: {} has not got on for {} ms",
              leading.name(),
              lasting.toMillis());
        }
        TimeUnit.MILLISECONDS.sleep(PERIOD.toMillis());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** The loops, for metrics. */
  public List<LoopProgress> loops() {
    return loops;
  }

  /** Which loop does not get on, for people; empty while all do. */
  public Optional<String> stuck() {
    return loops.stream()
        .filter(loop -> loop.lasting().compareTo(NOT_WELL) > 0)
        .map(loop -> loop.name() + " has not got on for " + loop.lasting().toSeconds() + " s")
        .findFirst();
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
