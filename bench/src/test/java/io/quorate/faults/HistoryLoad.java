package io.quorate.faults;

import io.quorate.client.NodeAddress;
import io.quorate.linear.GroupAsk;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Clients that ask at one time until they are told to end: one at each node only, and one that goes
 * to whichever answers.
 */
final class HistoryLoad implements AutoCloseable {
  private static final long END_SECONDS = 30;

  private final GroupHistories histories;
  private final List<HistoryClient> clients = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();
  private final ExecutorService threads;
  private volatile boolean over;

  private HistoryLoad(GroupHistories histories, int clients) {
    this.histories = histories;
    this.threads = Executors.newFixedThreadPool(clients);
  }

  static HistoryLoad begin(
      LocalCluster cluster, GroupHistories histories, SplittableRandom random) {
    HistoryLoad load = new HistoryLoad(histories, cluster.nodes().size() + 1);
    for (LocalNode node : cluster.nodes()) {
      load.add("only-" + node.node(), List.of(node.api()), random.split());
    }
    load.add("any", cluster.nodes().stream().map(LocalNode::api).toList(), random.split());
    return load;
  }

  private void add(String name, List<NodeAddress> nodes, SplittableRandom random) {
    HistoryClient client = new HistoryClient(name, nodes, histories, random);
    clients.add(client);
    running.add(threads.submit(() -> askUntilOver(client)));
  }

  /** How often it asked. */
  private int askUntilOver(HistoryClient client) throws InterruptedException {
    int asked = 0;
    while (!over) {
      client.askAnything();
      asked++;
    }
    return asked;
  }

  /**
   * Waits until every group was changed: a cluster that has just come back may be slow to begin.
   */
  void underWay() throws Exception {
    Scene.until(
        "a change of every group",
        Scene.LIMIT,
        () -> histories.groups().stream().allMatch(name -> histories.acknowledged(name) > 0));
  }

  /** Ends it: every call that is under way ends as well. */
  void end() throws Exception {
    over = true;
    for (Future<?> client : running) {
      client.get(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Every client reads every group once more, each through its own node, and is answered. */
  void readBack() throws Exception {
    for (HistoryClient client : clients) {
      for (String group : histories.groups()) {
        Scene.until(
            "an answer about " + group, Scene.LIMIT, () -> client.ask(group, new GroupAsk.Show()));
        Scene.until(
            "the status of " + group, Scene.LIMIT, () -> client.ask(group, new GroupAsk.Status()));
      }
    }
  }

  /** Deletes every group; their histories are over, and so is this. */
  void deleteGroups() throws Exception {
    HistoryClient any = clients.get(clients.size() - 1);
    for (String group : histories.groups()) {
      Scene.until("the end of " + group, Scene.LIMIT, () -> any.delete(group));
    }
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
    clients.forEach(HistoryClient::close);
  }
}
