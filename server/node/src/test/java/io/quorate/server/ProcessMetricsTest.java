package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.NodeMetrics;
import org.junit.jupiter.api.Test;

final class ProcessMetricsTest {
  @Test
  void thisProcessCanBeRead() {
    NodeMetrics metrics = new NodeMetrics();
    new ProcessMetrics().registerIn(metrics);

    String page = new Exposition(metrics).page("").text();

    assertThat(page)
        .contains("quorate_unreadable_metrics 0.0")
        .contains("jvm_memory_used_bytes{area=\"heap\"} ")
        .contains("jvm_buffer_pool_used_bytes{pool=\"direct\"} ")
        .contains("process_open_fds ")
        .contains("process_cpu_seconds_total ");
    assertThat(value(page, "process_resident_memory_bytes")).isGreaterThan(10 << 20);
    assertThat(value(page, "process_start_time_seconds")).isGreaterThan(1_000_000_000);
    assertThat(value(page, "jvm_threads_current")).isPositive();
  }

  private static double value(String page, String metric) {
    return page.lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
