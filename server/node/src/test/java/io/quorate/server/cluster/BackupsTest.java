package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.quorate.core.NodeId;
import io.quorate.server.backup.BackupFile;
import io.quorate.server.backup.BackupLabel;
import io.quorate.server.process.Await;
import io.quorate.v1.BackupsGrpc;
import io.quorate.v1.CopyPart;
import io.quorate.v1.CopyRequest;
import io.quorate.v1.FindBackupRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each node makes a backup of what it has, one at a time. */
@Timeout(120)
final class BackupsTest {
  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory.resolve("nodes"));
    cluster.settled();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private BackupsGrpc.BackupsBlockingStub at(NodeId node) {
    return BackupsGrpc.newBlockingStub(cluster.channel(node));
  }

  @Test
  void eachNodeMakesOneThatHoldsWhatTheLeaderNames() throws Exception {
    for (NodeId node : new NodeId[] {A, B}) {
      long index = at(node).find(FindBackupRequest.getDefaultInstance()).getIndex();
      assertThat(index).isPositive();
      Iterator<CopyPart> parts = at(node).copy(CopyRequest.newBuilder().setIndex(index).build());
      ByteString zip = ByteString.EMPTY;
      boolean complete = false;
      while (parts.hasNext()) {
        assertThat(complete).isFalse();
        CopyPart part = parts.next();
        zip = zip.concat(part.getZip());
        complete = part.getComplete();
      }
      assertThat(complete).isTrue();

      Path file = directory.resolve(node + ".zip");
      Files.write(file, zip.toByteArray());
      BackupLabel label = new BackupFile(file).label();
      assertThat(label.cluster()).isEqualTo(MemoryCluster.NAME);
      assertThat(label.node()).isEqualTo(node);
      new BackupFile(file).unpack(directory.resolve(node + ".state"));
      assertThat(directory.resolve(node + ".state").resolve("000001.sst"))
          .hasSize(MemoryNode.BACKUP_BYTES);
      assertThat(directory.resolve("nodes").resolve(node.value()).resolve("backup")).doesNotExist();
    }
  }

  /** Whoever takes nothing holds the place until it is left. */
  @Test
  void oneAtATime() throws Exception {
    BackupsGrpc.BackupsBlockingStub first = at(A);
    Iterator<CopyPart> held = first.copy(CopyRequest.getDefaultInstance());
    assertThat(held.hasNext()).isTrue();

    assertThatThrownBy(() -> at(A).copy(CopyRequest.getDefaultInstance()).hasNext())
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("is being made by this node already");

    held.forEachRemaining(part -> {});
    Await.until(() -> "no other can be made", this::anotherIsMade);
  }

  private boolean anotherIsMade() {
    try {
      return at(A).copy(CopyRequest.getDefaultInstance()).hasNext();
    } catch (StatusRuntimeException notYet) {
      return false; // the last part is taken a moment before the place is free
    }
  }
}
