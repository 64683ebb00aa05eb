package io.quorate.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No group that changed is forgotten, and nobody looks at one without a reason. */
@Timeout(60)
final class ChangedGroupsTest {
  private static final GroupId A = new GroupId("a");
  private static final GroupId B = new GroupId("b");
  private static final GroupId C = new GroupId("c");

  /** Far longer than the test may take: who waits so long was not woken. */
  private static final Duration FOREVER = Duration.ofHours(1);

  private final ChangedGroups changed = new ChangedGroups();

  private List<GroupId> taken() {
    return List.copyOf(changed.take(() -> List.of(A, B)));
  }

  @Test
  void atFirstAllAreLookedAtAndThenThoseThatChanged() {
    changed.add(C);
    assertThat(taken()).containsExactly(A, B, C);
    assertThat(taken()).isEmpty();

    changed.add(B);
    changed.add(B);
    assertThat(taken()).containsExactly(B);
    changed.addAll();
    changed.add(C);
    assertThat(taken()).containsExactly(A, B, C);
    assertThat(taken()).isEmpty();
  }

  @Test
  void whoWaitsIsWokenByOneAndByAll() throws Exception {
    assertThat(taken()).containsExactly(A, B);
    changed.add(A);
    changed.await(FOREVER);
    assertThat(taken()).containsExactly(A);

    CountDownLatch woken = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              try {
                changed.await(FOREVER);
                woken.countDown();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    waiting.start();
    changed.addAll();
    woken.await();
    assertThat(taken()).containsExactly(A, B);
    waiting.join();
  }

  @Test
  void aWaitEndsByItself() throws Exception {
    assertThat(taken()).isNotEmpty();
    changed.await(Duration.ofNanos(1));
    assertThat(taken()).isEmpty();
  }
}
