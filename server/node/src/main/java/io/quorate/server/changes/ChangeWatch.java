package io.quorate.server.changes;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.quorate.client.error.Refusals;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller who is told of changes. Nothing waits for it but where it stands: while it does not
 * take what was sent, nothing is made for it at all. One thread at a time works for it; whoever has
 * news while another does only says so.
 *
 * @param <E> type of what it is told
 */
final class ChangeWatch<E> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration NOT_YET = Duration.ofSeconds(5);

  private final ChangeSource<E> source;
  private final ServerCallStreamObserver<E> out;
  private final ChangeDesk desk;
  private final Life<E> life;
  private final AtomicBoolean ended = new AtomicBoolean();

  /** How often there was news since the last look; while it is not 0 somebody works. */
  private final AtomicInteger news = new AtomicInteger();

  private final Since quiet;
  private final Since stalled = new Since();
  private final Since waiting = new Since();

  /**
   * What surrounds it.
   *
   * @param errors what the call ends with that cannot go on
   * @param gone told when it is over
   */
  record Life<E>(ChangeFeeds.Errors errors, Consumer<ChangeWatch<E>> gone) {}

  /** For how long something has been so. */
  private final class Since {
    private boolean so;
    private long from;

    void begin() {
      if (!so) {
        so = true;
        from = desk.nanos();
      }
    }

    void end() {
      so = false;
    }

    boolean longer(Duration than) {
      return so && desk.nanos() - from >= than.toNanos();
    }
  }

  ChangeWatch(
      ChangeSource<E> source, ServerCallStreamObserver<E> out, ChangeDesk desk, Life<E> life) {
    this.source = source;
    this.out = out;
    this.desk = desk;
    this.life = life;
    this.quiet = new Since();
    quiet.begin();
  }

  /** There may be something to do. */
  void news() {
    if (news.getAndIncrement() == 0) {
      turn();
    }
  }

  private void turn() {
    try {
      work();
    } catch (RuntimeException bug) {
      LOG.error("a watch failed", bug);
      fail(Status.INTERNAL.withDescription(String.valueOf(bug)).asException());
    }
  }

  /** Goes on until there is nothing to do, or somebody else goes on. */
  private void work() {
    boolean more = true;
    while (more) {
      int seen = news.get();
      if (tell() == Then.ANOTHER) {
        return;
      }
      more = !news.compareAndSet(seen, 0);
    }
  }

  /** How a piece of work has ended. */
  private enum Then {
    /** There may be more. */
    ON,
    /** There is no more until there is news. */
    STOP,
    /** Another thread goes on. */
    ANOTHER
  }

  private Then tell() {
    Then then = Then.ON;
    while (then == Then.ON) {
      if (!takes()) {
        return Then.STOP;
      }
      Next<E> next = source.next();
      then = next instanceof Next.Behind ? handOver() : take(next);
    }
    if (then == Then.STOP && quiet.longer(QUIET) && takes() && !waiting.so) {
      send(source.progress());
    }
    return then;
  }

  /** Whether the caller takes something now. */
  private boolean takes() {
    if (desk.stopping()) {
      fail(Status.UNAVAILABLE.withDescription("this node stops").asException());
    }
    if (ended.get()) {
      return false;
    }
    if (out.isReady()) {
      stalled.end();
      return true;
    }
    stalled.begin();
    if (stalled.longer(STALLED)) {
      fail(
          Refusals.overloaded(
              "nothing was read of the watch for " + STALLED.toSeconds() + " s",
              "read on, and watch again from the last revision"));
    }
    return false;
  }

  private Then handOver() {
    try {
      desk.readers().execute(this::read);
      return Then.ANOTHER;
    } catch (RejectedExecutionException closing) {
      return Then.STOP;
    }
  }

  private void read() {
    int seen = news.get();
    Then then = Then.STOP;
    try {
      then = takes() ? take(source.read()) : Then.STOP;
    } catch (RuntimeException failed) {
      LOG.warn("a watch ended: {}", failed.toString());
      fail(Status.UNAVAILABLE.withDescription("this node cannot read").asException());
    }
    if (then == Then.ON || !news.compareAndSet(seen, 0)) {
      turn();
    }
  }

  private Then take(Next<E> next) {
    if (next instanceof Next.NotYet<E> early) {
      waiting.begin();
      if (waiting.longer(NOT_YET)) {
        fail(life.errors().elsewhere().apply(early.why()));
      }
      return Then.STOP;
    }
    waiting.end();
    if (next instanceof Next.Told<E> told) {
      send(told.event());
      return Then.ON;
    }
    if (next instanceof Next.Over<E> over) {
      fail(life.errors().over().apply(over.why()));
      return Then.STOP;
    }
    return next instanceof Next.Behind ? Then.ON : Then.STOP;
  }

  private void send(E event) {
    quiet.end();
    quiet.begin();
    out.onNext(event);
  }

  private void fail(Throwable error) {
    if (ended.compareAndSet(false, true)) {
      out.onError(error);
      life.gone().accept(this);
    }
  }

  /** Nobody listens any more. */
  void end() {
    if (ended.compareAndSet(false, true)) {
      life.gone().accept(this);
    }
  }
}
