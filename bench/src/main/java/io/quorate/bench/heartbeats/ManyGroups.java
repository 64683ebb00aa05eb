package io.quorate.bench.heartbeats;

import io.quorate.core.NodeKind;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.Phase;
import io.quorate.v1.Status;
import io.quorate.v1.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Groups without resources: roles and leases alone, with nothing to start. */
final class ManyGroups {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int IN_FLIGHT = 16;

  private final LocalCluster cluster;
  private final String timing;

  ManyGroups(LocalCluster cluster, String timing) {
    this.cluster = cluster;
    this.timing = timing;
  }

  /** Declares so many, and waits until each has an active. */
  Status declare(int count) throws LocalClusterException, InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(IN_FLIGHT);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        GroupSpec group = group(number);
        calls.add(() -> apply(group));
      }
      for (Future<Void> call : callers.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException refused) {
      throw new LocalClusterException(String.valueOf(refused.getCause()));
    } finally {
      callers.shutdownNow();
    }
    return cluster.await(
        count + " actives",
        status ->
            status.getSource() == Status.Source.QUORUM
                && status.getGroupsList().stream().filter(g -> g.getPhase() == Phase.ACTIVE).count()
                    == count,
        LIMIT);
  }

  /** The same again changes nothing, so one whose answer was lost is declared again. */
  private Void apply(GroupSpec group) throws LocalClusterException, InterruptedException {
    cluster.apply(group, LIMIT);
    return null;
  }

  private GroupSpec group(int number) {
    GroupSpec.Builder group =
        GroupSpec.newBuilder()
            .setName(String.format(Locale.ROOT, "g%05d", number))
            .setTiming(Timing.newBuilder().setProfile(timing));
    cluster.nodes().stream()
        .filter(node -> node.kind() == NodeKind.DATA)
        .forEach(node -> group.addMembers(GroupMember.newBuilder().setNode(node.node().value())));
    return group.build();
  }
}
