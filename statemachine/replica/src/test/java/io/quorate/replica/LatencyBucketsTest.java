package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyBucketsTest {
  private final LatencyBuckets buckets = new LatencyBuckets();

  @Test
  void aDurationFallsIntoTheFirstBucketThatIsNotTooShort() {
    for (Duration bound : LatencyBuckets.BOUNDS) {
      buckets.add(bound.toNanos());
      buckets.add(bound.toNanos() + 1);
    }

    List<Long> counts = buckets.counts().buckets();
    assertThat(counts).hasSize(LatencyBuckets.BOUNDS.size() + 1);
    assertThat(counts.get(0)).isEqualTo(1);
    assertThat(counts.subList(1, counts.size() - 1)).allMatch(count -> count == 2);
    assertThat(counts.get(counts.size() - 1)).isEqualTo(1);
    assertThat(buckets.counts().all()).isEqualTo(2L * LatencyBuckets.BOUNDS.size());
  }

  @Test
  void theSumIsOfAllAndAClockThatWentBackTakesNothingAway() {
    buckets.add(Duration.ofSeconds(20).toNanos());
    buckets.add(Duration.ofMillis(5).toNanos());
    buckets.add(-7);

    assertThat(buckets.counts().sum()).isEqualTo(Duration.ofMillis(20_005));
    assertThat(buckets.counts().all()).isEqualTo(3);
  }

  @Test
  void boundsGoUp() {
    assertThat(LatencyBuckets.BOUNDS).isSorted().doesNotHaveDuplicates();
  }
}
