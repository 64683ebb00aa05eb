package io.quorate.server.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that asks every endpoint of a service all the time, and so sees every outage: one thread
 * for each endpoint, one question each period, a new connection after each failure.
 */
public final class OutageClient implements AutoCloseable {
  /** How often each endpoint is asked. */
  public static final Duration PERIOD = Duration.ofMillis(5);

  /** Five questions in a row without an answer: less is the machine's own hiccup. */
  private static final Duration GAP = PERIOD.multipliedBy(5);

  private static final Duration END = Duration.ofSeconds(2);

  private final OutageTimeline timeline = new OutageTimeline(GAP);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private OutageClient() {}

  /** Begins to ask these endpoints. */
  public static OutageClient start(List<InetSocketAddress> endpoints) {
    OutageClient client = new OutageClient();
    for (InetSocketAddress endpoint : endpoints) {
      Thread thread = new Thread(() -> client.ask(endpoint), "client-of-" + endpoint.getPort());
      thread.setDaemon(true);
      client.threads.add(thread);
      thread.start();
    }
    return client;
  }

  /** What it has seen so far, and goes on to see. */
  public OutageTimeline timeline() {
    return timeline;
  }

  /** Stops asking. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(LockSupport::unpark);
    try {
      for (Thread thread : threads) {
        thread.join(END.toMillis());
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(InetSocketAddress endpoint) {
    try (EchoConnection connection = new EchoConnection(endpoint)) {
      long next = System.nanoTime();
      for (long number = 0; !closed; number++) {
        try {
          timeline.add(connection.ask(number));
        } catch (IOException noAnswer) {
          // Most endpoints are standbys most of the time; the timeline sees who did answer.
        }
        next = Math.max(next + PERIOD.toNanos(), System.nanoTime());
        park(next);
      }
    }
  }

  private void park(long until) {
    long left = until - System.nanoTime();
    while (left > 0 && !closed) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
  }
}
