package io.quorate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Timer;
import io.quorate.replica.LatencyBuckets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExpositionTest {
  private static final String OPEN = "application/openmetrics-text; version=1.0.0";

  private final NodeMetrics metrics = new NodeMetrics();
  private final Exposition exposition = new Exposition(metrics);

  @Test
  void aPageHoldsWhatIsRegisteredAndABrokenGaugeIsLeftOut() {
    metrics.value(Measure.RAFT_TERM, () -> 7);
    metrics.value(
        Measure.APPLIED_INDEX,
        () -> {
          throw new IllegalStateException("broken");
        });
    metrics.value(Measure.HEARTBEAT_SENT_BYTES, () -> 12);
    metrics.readings(Measure.GROUP_ACTIVE, readings -> readings.add(1, "w\"b\\"));
    metrics.readings(Measure.GROUP_SERVED, readings -> {});

    MetricsPage page = exposition.page("");

    assertThat(page.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(page.text())
        .isEqualTo(
            """
            # HELP quorate_group_active 1 while this node may serve the group.
            # TYPE quorate_group_active gauge
            quorate_group_active{group="w\\"b\\\\"} 1.0
            # HELP quorate_heartbeat_sent_bytes_total Bytes of the heartbeats to another node that leads.
            # TYPE quorate_heartbeat_sent_bytes_total counter
            quorate_heartbeat_sent_bytes_total 12.0
            # HELP quorate_raft_term Raft term.
            # TYPE quorate_raft_term gauge
            quorate_raft_term 7.0
            # HELP quorate_unreadable_metrics Metrics left out of this very answer.
            # TYPE quorate_unreadable_metrics gauge
            quorate_unreadable_metrics 1.0
            """);
  }

  @Test
  void openMetricsSaysUnitsAndEnds() {
    metrics.value(Measure.HEARTBEAT_SENT_BYTES, () -> 12);

    MetricsPage page = exposition.page(OPEN);

    assertThat(page.contentType()).isEqualTo(OPEN + "; charset=utf-8");
    assertThat(page.text())
        .isEqualTo(
            """
            # TYPE quorate_heartbeat_sent_bytes counter
            # UNIT quorate_heartbeat_sent_bytes bytes
            # HELP quorate_heartbeat_sent_bytes Bytes of the heartbeats to another node that leads.
            quorate_heartbeat_sent_bytes_total 12.0
            # TYPE quorate_unreadable_metrics gauge
            # HELP quorate_unreadable_metrics Metrics left out of this very answer.
            quorate_unreadable_metrics 0.0
            # EOF
            """);
  }

  @Test
  void durationsAreCountedByBuckets() {
    Timer delays = metrics.timer(Measure.LOOP_DELAY, "agent");
    delays.update(Duration.ofMillis(3));
    delays.update(Duration.ofSeconds(20));
    LatencyBuckets syncs = new LatencyBuckets();
    syncs.add(Duration.ofMillis(5).toNanos());
    metrics.durations(Measure.DISK_SYNC, syncs::counts);

    assertThat(exposition.page("").text())
        .contains(
            """
            # TYPE quorate_loop_delay_seconds histogram
            quorate_loop_delay_seconds_bucket{loop="agent",le="5.0E-4"} 0
            quorate_loop_delay_seconds_bucket{loop="agent",le="0.001"} 0
            quorate_loop_delay_seconds_bucket{loop="agent",le="0.0025"} 0
            quorate_loop_delay_seconds_bucket{loop="agent",le="0.005"} 1
            """)
        .contains(
            """
            quorate_loop_delay_seconds_bucket{loop="agent",le="10.0"} 1
            quorate_loop_delay_seconds_bucket{loop="agent",le="+Inf"} 2
            quorate_loop_delay_seconds_count{loop="agent"} 2
            quorate_loop_delay_seconds_sum{loop="agent"} 20.003
            """)
        .contains("quorate_disk_sync_seconds_bucket{le=\"0.0025\"} 0")
        .contains("quorate_disk_sync_seconds_bucket{le=\"0.005\"} 1");
  }

  @Test
  void countersAndWordsHaveTheEndingsOfTheirKind() {
    Counter expired = metrics.counter(Measure.ROLE_ENDS, "expired");
    metrics.counter(Measure.ROLE_ENDS, "released");
    expired.inc();
    metrics.readings(Measure.BUILD, readings -> readings.add(1, "0.1.0", "17"));

    assertThat(exposition.page("").text())
        .contains("quorate_role_changes_total{cause=\"expired\"} 1.0")
        .contains("quorate_role_changes_total{cause=\"released\"} 0.0")
        .contains("quorate_build_info{java=\"17\",version=\"0.1.0\"} 1");
    assertThat(exposition.page(OPEN).text())
        .contains("# TYPE quorate_build info")
        .contains("quorate_build_info{java=\"17\",version=\"0.1.0\"} 1");
  }

  @Test
  void whatIsInTheCatalogueIsRegistered() {
    metrics.value(Measure.RAFT_TERM, () -> 7);

    assertThatThrownBy(metrics::requireAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("quorate_leader")
        .hasMessageNotContaining("quorate_raft_term")
        .hasMessageNotContaining("quorate_unreadable_metrics");
  }

  @Test
  void whatReadsLikeNoneOfItsKindIsLeftOut() {
    metrics.value(Measure.HEARTBEATS_SENT, () -> -1);
    metrics.readings(Measure.GROUP_ACTIVE, readings -> readings.add(1, "web", "more"));
    metrics.readings(
        Measure.GROUP_EPOCH,
        readings -> {
          readings.add(1, "twice");
          readings.add(2, "twice");
        });

    assertThat(exposition.page("").text()).endsWith("quorate_unreadable_metrics 3.0\n");
  }

  @Test
  void whatHasLabelsIsNotOneValue() {
    assertThatThrownBy(() -> metrics.value(Measure.GROUP_ACTIVE, () -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("group");
  }
}
