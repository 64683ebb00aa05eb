package io.quorate.bench.store;

import io.quorate.client.QuorateException;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.ProcessRole;
import io.quorate.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the nodes hold, and how long one takes that starts again.
 *
 * @param storeBytes of the tables of one node on its disk
 * @param snapshotBytes of its newest snapshot, of which most is the same files as in the tables
 * @param witnessBytes memory of the witness that is resident
 * @param took from the start of a stopped node to a status in which all three are there
 */
record Restart(long storeBytes, long snapshotBytes, long witnessBytes, Duration took) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  static Restart measure(LocalCluster cluster)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    int all = cluster.nodes().size();
    Status before = cluster.await("three nodes", ClusterStates.formed(all), LIMIT);
    long witness = resident(cluster, cluster.node("w"));
    LocalNode follower = cluster.node(before.getLeader().equals("a") ? "b" : "a");
    int unused = cluster.stop(follower, LIMIT);
    cluster.await("its silence", status -> !online(status, follower), LIMIT);
    long begun = System.nanoTime();
    cluster.start(follower, LocalStart.AGAIN);
    cluster.await("three nodes", ClusterStates.formed(all), LIMIT);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Restart(
        bytes(folders(follower.data(), "store")),
        bytes(folders(follower.data(), "ckpt\\..*")),
        witness,
        took);
  }

  private static boolean online(Status status, LocalNode node) {
    return status.getNodesList().stream()
        .anyMatch(one -> one.getOnline() && one.getNode().equals(node.node().value()));
  }

  private static long resident(LocalCluster cluster, LocalNode node)
      throws IOException, LocalClusterException {
    return cluster.processes(node).stream()
        .filter(process -> process.role() == ProcessRole.AGENT)
        .findFirst()
        .orElseThrow(() -> new LocalClusterException("node " + node.node() + " has ended"))
        .residentBytes();
  }

  private static List<Path> folders(Path data, String name) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isDirectory)
          .filter(folder -> folder.getFileName().toString().matches(name))
          .toList();
    }
  }

  /** Of the largest of these: a snapshot only grows here. */
  private static long bytes(List<Path> folders) throws IOException {
    long most = 0;
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        most = Math.max(most, files.filter(Files::isRegularFile).mapToLong(Restart::size).sum());
      }
    }
    return most;
  }

  private static long size(Path file) {
    return file.toFile().length();
  }
}
