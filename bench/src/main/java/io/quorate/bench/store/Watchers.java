package io.quorate.bench.store;

import io.quorate.client.ChangeWatch;
import io.quorate.client.ClientSettings;
import io.quorate.client.NodeAddress;
import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchRuntimeRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many watches of runtime entries, as many at each node, read by one thread in turn. */
final class Watchers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final long PAUSE_MILLIS = 20;

  private final List<QuorateClient> clients = new ArrayList<>();
  private final List<ChangeWatch<RuntimeWatchEvent>> watches = new ArrayList<>();
  private final AtomicLong told = new AtomicLong();
  private final AtomicReference<@Nullable RefusedException> refused = new AtomicReference<>();
  private final Thread reader = new Thread(this::read, "watch-reader");
  private volatile boolean over;

  private Watchers() {}

  /** Begins, and comes back once each was told what there is. */
  static Watchers begin(LocalCluster cluster, String group, int count)
      throws InterruptedException, RefusedException {
    Watchers watchers = new Watchers();
    for (LocalNode node : cluster.nodes()) {
      watchers.clients.add(client(node.api()));
    }
    WatchRuntimeRequest request =
        WatchRuntimeRequest.newBuilder().setGroup(group).setBelow("watched").build();
    for (int i = 0; i < count; i++) {
      QuorateClient client = watchers.clients.get(i % watchers.clients.size());
      watchers.watches.add(client.runtime().watch(request));
    }
    for (ChangeWatch<RuntimeWatchEvent> watch : watchers.watches) {
      long begun = System.nanoTime();
      while (watch.next(Duration.ofSeconds(1)).isEmpty()) {
        if (System.nanoTime() - begun > LIMIT.toNanos()) {
          throw new IllegalStateException("a watch was told nothing for " + LIMIT);
        }
      }
    }
    watchers.reader.start();
    return watchers;
  }

  private static QuorateClient client(NodeAddress node) {
    return new QuorateClient(
        new ClientSettings(
            List.of(node),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            "bench",
            () -> UUID.randomUUID().toString()));
  }

  private void read() {
    try {
      while (!over) {
        for (ChangeWatch<RuntimeWatchEvent> watch : watches) {
          Optional<RuntimeWatchEvent> event = watch.next(Duration.ZERO);
          while (event.isPresent()) {
            told.incrementAndGet();
            event = watch.next(Duration.ZERO);
          }
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (RefusedException no) {
      refused.set(no);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reads no more.
   *
   * @return how many events were told
   * @throws RefusedException when one of them could not go on
   */
  long end() throws RefusedException, InterruptedException {
    over = true;
    reader.join(LIMIT.toMillis());
    RefusedException no = refused.get();
    if (no != null) {
      throw no;
    }
    return told.get();
  }

  @Override
  public void close() {
    over = true;
    reader.interrupt();
    watches.forEach(ChangeWatch::close);
    clients.forEach(QuorateClient::close);
  }
}
