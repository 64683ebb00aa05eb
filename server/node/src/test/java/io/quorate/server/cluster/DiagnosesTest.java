package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.quorate.client.error.CallRefusal;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.v1.DiagnoseRequest;
import io.quorate.v1.DiagnoseResponse;
import io.quorate.v1.DiagnosisGrpc;
import io.quorate.v1.Notice;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each node tells how another one is, whoever leads, and with no leader at all. */
@Timeout(120)
final class DiagnosesTest {
  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private DiagnoseResponse ask(NodeId at, String of) {
    return DiagnosisGrpc.newBlockingStub(cluster.channel(at))
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .diagnose(DiagnoseRequest.newBuilder().setNode(of).build());
  }

  @Test
  void anyNodeTellsOfAnyOther() {
    for (NodeId at : new NodeId[] {A, B}) {
      for (String of : new String[] {"a", "b", "w"}) {
        DiagnoseResponse told = ask(at, of);
        assertThat(told.getNode()).isEqualTo(of);
        assertThat(told.getNodesList()).containsExactly("a", "b", "w");
        assertThat(told.getSections(0).getText()).isEqualTo("node: " + of + "\n");
        assertThat(told.getSections(1).getText()).contains("cannot be told", "the disk is gone");
      }
      assertThat(ask(at, "").getNode()).isEqualTo(at.value());
    }
  }

  @Test
  void aNodeThatIsNotThereIsSaidToBeUnknown() {
    for (String name : new String[] {"c", "no such node", "\u0000"}) {
      assertThatThrownBy(() -> ask(A, name))
          .satisfies(
              failed -> {
                assertThat(Status.fromThrowable(failed).getCode())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
                assertThat(reason(failed).getReason()).isEqualTo("UNKNOWN_NODE");
                assertThat(reason(failed).getRemedy()).isEqualTo("use one of a and [b, w]");
              });
    }
  }

  private static Notice reason(Throwable failed) {
    return Refusals.fromThrowable(failed).map(CallRefusal::reasons).orElseThrow().get(0);
  }

  @Test
  void aNodeThatCannotBeReachedIsNamed() {
    cluster.network().cutBoth(A, B);
    assertThatThrownBy(() -> ask(A, "b"))
        .satisfies(
            failed -> {
              assertThat(reason(failed).getReason()).isEqualTo("NODE_OFFLINE");
              assertThat(reason(failed).getMessage()).startsWith("b does not answer a");
            });
    assertThat(ask(new NodeId("w"), "b").getNode()).isEqualTo("b");
  }
}
