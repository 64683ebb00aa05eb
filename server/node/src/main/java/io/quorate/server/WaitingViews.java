package io.quorate.server;

import io.quorate.server.http.GroupRole;
import io.quorate.server.http.HttpViews;
import io.quorate.server.log.ProcessOutput;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.MetricsPage;
import io.quorate.server.metrics.NodeMetrics;
import java.util.Optional;
import java.util.function.Supplier;

/** What a node shows over HTTP while it waits for its cluster to be formed. */
final class WaitingViews implements HttpViews {
  private final Supplier<String> why;
  private final Exposition metrics;

  WaitingViews(Supplier<String> why) {
    this.why = why;
    NodeMetrics own = new NodeMetrics();
    own.value(Measure.LOG_LINES_DROPPED, ProcessOutput::droppedLines);
    this.metrics = new Exposition(own);
  }

  /** A restart would not end the waiting. */
  @Override
  public Optional<String> notLive() {
    return Optional.empty();
  }

  @Override
  public Optional<String> notReady() {
    return Optional.of(why.get());
  }

  @Override
  public Optional<GroupRole> role(String group) {
    return Optional.empty();
  }

  @Override
  public Optional<String> notActive() {
    return Optional.of("this node waits for its cluster to be formed");
  }

  @Override
  public MetricsPage metrics(String accept) {
    return metrics.page(accept);
  }
}
