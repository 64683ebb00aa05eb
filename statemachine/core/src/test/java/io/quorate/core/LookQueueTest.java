package io.quorate.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A group is looked at when its time has come, once, and never later than after the longest wait.
 */
final class LookQueueTest {
  private static final GroupId G = new GroupId("g");
  private static final GroupId H = new GroupId("h");
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final long START = 7_000;

  private final LookQueue queue = new LookQueue(LONGEST);

  private static long at(long millis) {
    return START + Duration.ofMillis(millis).toNanos();
  }

  @Test
  void whatIsUrgentIsDueOnce() {
    queue.atOnce(H);
    queue.atOnce(G);

    assertThat(queue.due(START)).containsExactly(G, H);
    assertThat(queue.due(START)).isEmpty();
  }

  @Test
  void whatWaitsIsDueWhenItsTimeHasComeAndOnce() {
    queue.after(G, Duration.ofMillis(30), START);
    queue.after(H, Duration.ofMillis(30), START);

    assertThat(queue.due(at(29))).isEmpty();
    assertThat(queue.due(at(30))).containsExactly(G, H);
    assertThat(queue.due(at(60))).isEmpty();
  }

  @Test
  void theLastWordHolds() {
    queue.after(G, Duration.ofMillis(30), START);
    queue.after(H, Duration.ofMillis(30), START);
    queue.after(G, Duration.ofMillis(50), START);

    assertThat(queue.due(at(49))).containsExactly(H);
    assertThat(queue.due(at(50))).containsExactly(G);

    queue.after(G, Duration.ofMillis(50), at(60));
    queue.after(G, Duration.ofMillis(10), at(60));
    assertThat(queue.due(at(70))).containsExactly(G);
    assertThat(queue.due(at(200))).as("the later time is forgotten").isEmpty();
  }

  @Test
  void noWaitIsTooLongNorTooShort() {
    queue.after(G, Duration.ofDays(1), START);
    assertThat(queue.due(at(4_999))).isEmpty();
    assertThat(queue.due(at(5_000))).containsExactly(G);

    queue.after(G, Duration.ZERO, START);
    assertThat(queue.due(START)).as("not again in the same turn").isEmpty();
    assertThat(queue.due(at(1))).containsExactly(G);
  }

  @Test
  void aGroupThatIsGoneIsNotLookedAt() {
    queue.atOnce(G);
    queue.after(G, Duration.ofMillis(1), START);
    queue.after(H, Duration.ofMillis(1), START);
    queue.remove(G);

    assertThat(queue.due(at(9))).containsExactly(H);
  }
}
