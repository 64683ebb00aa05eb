package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.Term;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.server.process.Await;
import io.quorate.server.registry.ProposalFailedException;
import io.quorate.server.watch.TurnLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader's thread that gets on no more, and all that then waits for it. */
final class FullLoopTest {
  private static final Request PAUSE =
      Request.byLeader(
          new Command.SetAutomation(null, GroupRecord.Automation.PAUSED, "a test"), new Term(1));

  @TempDir Path directory;
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    cluster
        .node(A)
        .leader()
        .watch(
            change -> {
              hanging.countDown();
              try {
                free.await();
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            });
    cluster.log().elect(A);
    hanging.await();
  }

  @AfterEach
  void end() {
    free.countDown();
    cluster.close();
  }

  @Test
  void whatIsTooMuchIsRefusedAndWhatWaitsHasAnEnd() throws Exception {
    List<CompletableFuture<Decision>> asked = new ArrayList<>();
    for (int i = 0; i < TurnLoop.MOST_WAITING + 100; i++) {
      asked.add(cluster.node(A).leader().propose(PAUSE));
    }
    CompletableFuture<Decision> last = asked.get(asked.size() - 1);

    assertThat(last).isCompletedExceptionally();
    assertThat(last.handle((decision, failure) -> failure).join())
        .isInstanceOf(ProposalFailedException.class)
        .hasMessageContaining(TurnLoop.MOST_WAITING + " calls wait for this leader already");
    // Another leads meanwhile, and what it decides cannot be told to this loop.
    Await.until(() -> "" + cluster.log().term(), () -> cluster.log().leads(B));
    assertThat(cluster.ask(B).applyGroup(MemoryCluster.apply(MemoryCluster.spec())).getRevision())
        .isPositive();
    free.countDown();

    Await.until(
        () -> asked.stream().filter(answer -> !answer.isDone()).count() + " have no end",
        () -> asked.stream().allMatch(CompletableFuture::isDone));
    cluster.log().elect(A);
    Await.until(() -> "" + cluster.status(A), () -> MemoryCluster.whole(cluster.status(A)));
  }
}
