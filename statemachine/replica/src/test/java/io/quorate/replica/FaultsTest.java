package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.store.Store;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.RaftAddress;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
  @TempDir Path root;

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // what is full does not answer
  void aFullDiskHaltsTheProcess() throws Exception {
    try (TestDisk disk = TestDisk.ofMegabytes(root.resolve("disk"), 24);
        TestCluster cluster = SingleNode.in(disk.at()).bootstrap()) {
      cluster.put("before", "1");
      byte[] entry = ("big=" + "v".repeat(200_000)).getBytes(UTF_8);
      Eventually.await(
          "a halt",
          () -> {
            CompletableFuture<byte[]> reply = cluster.at(A).propose(entry, Duration.ofMillis(500));
            Eventually.await("an answer of any kind", reply::isDone);
            return !cluster.halt(A).reasons().isEmpty();
          });
      assertThat(cluster.halt(A).reasons().get(0))
          .isIn(HaltReason.LOG_FAILED, HaltReason.STORE_FAILED);
    }
  }

  @Test
  void aReadOnlyDirectoryIsNamed() throws Exception {
    try (TestDisk disk = TestDisk.ofMegabytes(root.resolve("disk"), 8);
        TestCluster cluster = SingleNode.in(disk.at())) {
      disk.makeReadOnly();
      assertThatThrownBy(() -> cluster.start(A, StartMode.BOOTSTRAP))
          .isInstanceOf(ReplicaStartException.class)
          .hasMessageContaining("cannot write in the data directory")
          .hasMessageContaining(cluster.directory(A).toString());
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (TestCluster cluster = SingleNode.in(root)) {
      RaftAddress address = cluster.peer(A).address();
      try (ServerSocket taken =
          new ServerSocket(address.port(), 1, InetAddress.getByName(address.host()))) {
        assertThatThrownBy(() -> cluster.start(A, StartMode.BOOTSTRAP))
            .isInstanceOf(ReplicaStartException.class)
            .hasMessageContaining(taken.getLocalPort() + "")
            .hasMessageContaining("cannot listen on " + address);
      }
      // Nothing was left behind that a second try would stumble over.
      cluster.start(A, StartMode.BOOTSTRAP);
      cluster.put("k", "1");
    }
  }

  @Test
  void aDirectoryInUseIsRefused() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      assertThatThrownBy(() -> cluster.start(A, StartMode.RESTART))
          .isInstanceOf(ReplicaStartException.class)
          .hasMessageContaining("in use by another process");
    }
  }

  @Test
  void anEntryThatCannotBeAppliedHaltsTheProcess() throws Exception {
    try (TestCluster cluster = SingleNode.in(root).bootstrap()) {
      cluster.awaitDataLeader();
      assertThat(cluster.tryPut(A, "", "an empty key is refused by " + Store.class)).isFalse();
      Eventually.await("a halt", () -> !cluster.halt(A).reasons().isEmpty());
      assertThat(cluster.halt(A).reasons().get(0)).isEqualTo(HaltReason.APPLY_FAILED);
    }
  }
}
