package io.quorate.faults;

import io.quorate.client.BackupStream;
import io.quorate.client.ClientSettings;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.store.StateDigest;
import io.quorate.server.backup.BackupFile;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What each node of a cluster has applied, table by table, as its own backup shows it. */
final class ReplicaStates {
  private static final Duration CALL = Duration.ofSeconds(10);

  private final LocalCluster cluster;
  private final Path scratch;
  private SortedMap<String, Map<String, String>> digests = new TreeMap<>();

  /**
   * Of a cluster that runs, in plain text.
   *
   * @param scratch a folder of which this owns the content
   */
  ReplicaStates(LocalCluster cluster, Path scratch) {
    this.cluster = cluster;
    this.scratch = scratch;
  }

  /**
   * Waits until all have one state. Nobody writes any more: who is behind catches up, and states
   * that went apart stay so.
   */
  void requireEqual() throws Exception {
    try {
      Scene.until("one state on all replicas", Scene.LIMIT, this::areEqual);
    } catch (AssertionError apart) {
      throw new AssertionError("rows and digest of each table: " + digests, apart);
    }
    Map<String, String> one = new TreeMap<>();
    digests.values().forEach(one::putAll);
    Scene.say("one state on each replica, rows in " + one.size() + " tables");
  }

  private boolean areEqual() throws Exception {
    digests = new TreeMap<>();
    for (LocalNode node : cluster.nodes()) {
      digests.put(node.node().value(), digests(node));
    }
    return new HashSet<>(digests.values()).size() == 1;
  }

  private Map<String, String> digests(LocalNode node) throws Exception {
    Path file = Files.createDirectories(scratch).resolve(node.node() + ".zip");
    Path folder = scratch.resolve(node.node().value());
    DurableFiles.deleteTree(folder);
    receive(node, file);
    new BackupFile(file).unpack(folder);
    return StateDigest.of(folder);
  }

  private static void receive(LocalNode node, Path file)
      throws IOException, QuorateException, InterruptedException {
    ClientSettings settings =
        new ClientSettings(
            List.of(node.api()), CALL, CALL, "digests", () -> UUID.randomUUID().toString());
    try (QuorateClient client = new QuorateClient(settings);
        BackupStream backup = client.backup();
        OutputStream out = Files.newOutputStream(file)) {
      backup.writeTo(out, CALL);
    }
  }
}
