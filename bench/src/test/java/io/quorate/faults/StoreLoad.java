package io.quorate.faults;

import io.quorate.client.NodeAddress;
import io.quorate.faults.StoreHistories.Space;
import io.quorate.linear.SpaceTold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask at one time until they are told to end, one at each node only and one that goes
 * to whichever answers; and some that watch, each beginning at another node.
 */
final class StoreLoad implements AutoCloseable {
  private static final long END_SECONDS = 30;
  private static final int THREADS = 16;

  private final StoreHistories histories;
  private final List<StoreClient> clients = new ArrayList<>();
  private final List<StoreWatcher> watchers = new ArrayList<>();
  private final List<Future<?>> asking = new ArrayList<>();
  private final List<Future<?>> watching = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private volatile boolean over;

  private StoreLoad(StoreHistories histories) {
    this.histories = histories;
  }

  /**
   * Begins.
   *
   * @param nodes where they are asked, by name
   */
  static StoreLoad begin(
      SortedMap<String, NodeAddress> nodes, StoreHistories histories, SplittableRandom random) {
    StoreLoad load = new StoreLoad(histories);
    List<NodeAddress> all = List.copyOf(nodes.values());
    nodes.forEach((name, at) -> load.client("only-" + name, List.of(at), random.split()));
    load.client("any", all, random.split());
    for (Space space : Space.values()) {
      for (int i = 0; i < all.size(); i++) {
        List<NodeAddress> order = new ArrayList<>(all);
        Collections.rotate(order, i);
        String name = space + "-watch-" + i;
        StoreClient watching = new StoreClient(name, order, histories, random.split());
        load.watchers.add(new StoreWatcher(watching, histories, space, name));
      }
    }
    load.run();
    return load;
  }

  private void client(String name, List<NodeAddress> nodes, SplittableRandom random) {
    clients.add(new StoreClient(name, nodes, histories, random));
  }

  private void run() {
    for (StoreWatcher watcher : watchers) {
      watching.add(
          threads.submit(
              () -> {
                watcher.run(histories.group());
                return watcher;
              }));
    }
    for (StoreClient client : clients) {
      asking.add(
          threads.submit(
              () -> {
                while (!over) {
                  client.askAnything();
                }
                return client;
              }));
    }
  }

  /** Waits until something was written: a cluster that has just formed is slow to begin. */
  void underWay() throws Exception {
    Scene.until(
        "a write",
        Scene.LIMIT,
        () ->
            histories.acknowledged(Space.CONFIGURATION) > 0
                && histories.acknowledged(Space.RUNTIME) > 0);
  }

  /**
   * Ends it: no client asks any more, each has read everything once more, and those who watch have
   * been told everything.
   *
   * @return what stands there
   */
  Map<Space, SortedMap<String, SpaceTold.Found>> end() throws Exception {
    over = true;
    for (Future<?> client : asking) {
      client.get(END_SECONDS, TimeUnit.SECONDS);
    }
    for (StoreClient client : clients) {
      client.readBack();
    }
    Map<Space, SortedMap<String, SpaceTold.Found>> ends = new EnumMap<>(Space.class);
    for (Space space : Space.values()) {
      Map.Entry<Long, SortedMap<String, SpaceTold.Found>> end =
          StoreWatcher.end(clients.get(clients.size() - 1), space, histories.group());
      ends.put(space, end.getValue());
      for (StoreWatcher watcher : watchers) {
        Scene.until(
            "the last change of " + space,
            Scene.LIMIT,
            () -> {
              watchesGoOn();
              return watcher.space() != space || watcher.told() >= end.getKey();
            });
      }
    }
    return ends;
  }

  /** Fails when a watch has ended by itself, with what it ended with. */
  private void watchesGoOn() throws Exception {
    for (Future<?> watch : watching) {
      if (watch.isDone()) {
        watch.get(END_SECONDS, TimeUnit.SECONDS);
        throw new AssertionError("a watch has ended");
      }
    }
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
    clients.forEach(StoreClient::close);
    watchers.forEach(StoreWatcher::close);
  }
}
