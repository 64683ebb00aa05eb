package io.quorate.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What waits for a loop is bounded, what it refuses is counted, and it ends after what it took. */
final class TurnLoopTest {
  private static final int MOST = 4;

  private final AtomicReference<@Nullable Throwable> bug = new AtomicReference<>();
  private final CountDownLatch go = new CountDownLatch(1);

  private TurnLoop stuck() throws InterruptedException {
    TurnLoop loop = new TurnLoop(new LoopProgress("loop"), bug::set, MOST);
    CountDownLatch begun = new CountDownLatch(1);
    loop.comeBack(
        () -> {
          begun.countDown();
          hang();
        });
    begun.await();
    return loop;
  }

  private void hang() {
    try {
      go.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void moreThanMayWaitIsRefusedAndCounted() throws InterruptedException {
    List<Integer> taken = new CopyOnWriteArrayList<>();
    try (TurnLoop loop = stuck()) {
      for (int i = 0; i < MOST; i++) {
        int turn = i;
        assertThat(loop.offer(() -> taken.add(turn))).isEqualTo(TurnLoop.Entry.TAKEN);
      }

      assertThat(loop.offer(() -> taken.add(99))).isEqualTo(TurnLoop.Entry.FULL);
      assertThat(loop.refused()).isEqualTo(1);
      assertThat(loop.waiting()).isEqualTo(MOST);
      loop.comeBack(() -> taken.add(MOST));
      go.countDown();
      Await.until(() -> "" + taken, () -> taken.size() == MOST + 1);
    }
    assertThat(taken).containsExactly(0, 1, 2, 3, MOST);
  }

  @Test
  void howLongATurnHasWaitedIsTold() throws InterruptedException {
    List<Duration> delays = new CopyOnWriteArrayList<>();
    long began = System.nanoTime();
    try (TurnLoop loop = new TurnLoop(new LoopProgress("loop", delays::add), bug::set)) {
      loop.comeBack(this::hang);
      loop.comeBack(() -> {});
      Await.until(() -> "" + delays, () -> delays.size() == 1);
      long atLeast = System.nanoTime();
      Await.until(() -> "time passes", () -> System.nanoTime() - atLeast > 1_000_000);
      go.countDown();
      Await.until(() -> "" + delays, () -> delays.size() == 2);
    }
    assertThat(delays.get(1))
        .isBetween(Duration.ofMillis(1), Duration.ofNanos(System.nanoTime() - began));
  }

  @Test
  void whatWasTakenIsDoneBeforeItEnds() throws InterruptedException {
    List<String> done = new CopyOnWriteArrayList<>();
    TurnLoop loop = stuck();
    assertThat(loop.offer(() -> done.add("last"))).isEqualTo(TurnLoop.Entry.TAKEN);
    go.countDown();
    loop.close();

    assertThat(done).containsExactly("last");
    assertThat(loop.offer(() -> done.add("late"))).isEqualTo(TurnLoop.Entry.CLOSED);
  }

  @Test
  void aTurnThatDoesNotEndIsSeen() throws InterruptedException {
    try (TurnLoop loop = stuck()) {
      Await.until(() -> "not seen", () -> loop.progress().lasting().toMillis() > 0);
      go.countDown();
      Await.until(() -> "still seen", () -> loop.progress().lasting().isZero());
    }
  }

  @Test
  void aBrokenInvariantIsTold() throws InterruptedException {
    try (TurnLoop loop = new TurnLoop(new LoopProgress("loop"), bug::set)) {
      loop.comeBack(
          () -> {
            throw new IllegalStateException("cannot be");
          });
      Await.until(() -> "not told", () -> bug.get() != null);
    }
    assertThat(bug.get()).hasMessage("cannot be");
  }
}
