package io.quorate.server.agent;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.server.check.CheckRunner;
import io.quorate.server.check.CheckSpec;
import io.quorate.server.check.CheckState;
import io.quorate.server.check.CheckThresholds;
import io.quorate.server.check.CheckView;
import io.quorate.server.check.ProbeResult;
import io.quorate.server.wire.Times;
import io.quorate.v1.CheckStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of one group on this node: those that run everywhere, and while it serves all
 * of them.
 */
final class HealthChecks {
  private static final int DETAIL = 200;
  private static final int THREADS = 4;

  private final Probes probes;
  private final AgentParts.Local local;
  private List<HealthCheck> running = List.of();
  private @Nullable CheckRunner runner;

  HealthChecks(Probes probes, AgentParts.Local local) {
    this.probes = probes;
    this.local = local;
  }

  /** Runs what belongs to the node's part; the same part again changes nothing. */
  void run(GroupSpec spec, Where where, SortedMap<String, String> environment) {
    List<HealthCheck> wanted = new ArrayList<>();
    for (HealthCheck check : spec.checks()) {
      if (where == Where.SERVING || check.where() == HealthCheck.Where.EVERYWHERE) {
        wanted.add(check);
      }
    }
    if (wanted.equals(running)) {
      return;
    }
    close();
    running = wanted;
    if (wanted.isEmpty()) {
      return;
    }
    List<CheckSpec> specs =
        wanted.stream()
            .map(
                check ->
                    new CheckSpec(
                        probes.of(check.name(), check.probe(), environment),
                        check.period(),
                        check.timeout(),
                        new CheckThresholds(check.failures(), check.successes())))
            .toList();
    runner = new CheckRunner(local.probes(), specs, Math.min(THREADS, specs.size()), view -> {});
  }

  /** Which checks run. */
  enum Where {
    /** The node serves. */
    SERVING,
    /** It does not. */
    STANDING_BY
  }

  /** The name of a critical check that fails; null when none does. */
  @Nullable String failing() {
    Map<String, CheckView> views = views();
    for (HealthCheck check : running) {
      CheckView view = views.get(check.name());
      if (check.severity() == HealthCheck.Severity.CRITICAL
          && view != null
          && view.counter().state() == CheckState.FAILING) {
        return check.name();
      }
    }
    return null;
  }

  List<CheckStatus> statuses() {
    Map<String, CheckView> views = views();
    List<CheckStatus> statuses = new ArrayList<>();
    for (HealthCheck check : running) {
      CheckView view = views.get(check.name());
      ProbeResult last = view == null ? null : view.last();
      CheckStatus.Builder status =
          CheckStatus.newBuilder()
              .setName(check.name())
              .setPassing(view == null || view.counter().state() != CheckState.FAILING)
              .setCritical(check.severity() == HealthCheck.Severity.CRITICAL);
      if (view != null && last != null) {
        String detail = last.detail();
        status
            .setDetail(detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail)
            .setAge(Times.message(Duration.ofNanos(System.nanoTime() - view.lastNanos())));
      }
      statuses.add(status.build());
    }
    return statuses;
  }

  private Map<String, CheckView> views() {
    Map<String, CheckView> views = new TreeMap<>();
    CheckRunner present = runner;
    if (present != null) {
      present.views().forEach(view -> views.put(view.name(), view));
    }
    return views;
  }

  void close() {
    CheckRunner present = runner;
    if (present != null) {
      present.close();
    }
    runner = null;
    running = List.of();
  }
}
