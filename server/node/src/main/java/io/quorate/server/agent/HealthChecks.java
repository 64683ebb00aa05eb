package io.quorate.server.agent;

import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.failover.CheckReport;
import io.quorate.server.check.CheckRunner;
import io.quorate.server.check.CheckSpec;
import io.quorate.server.check.CheckState;
import io.quorate.server.check.CheckThresholds;
import io.quorate.server.check.CheckView;
import io.quorate.server.check.ProbeResult;
import io.quorate.server.check.ProbeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of one group on this node: those that run everywhere, and while it serves all
 * of them.
 */
final class HealthChecks {
  private static final int DETAIL = 200;
  private static final int THREADS = 4;

  private final Probes probes;
  private final ProbeRun runs;
  private List<HealthCheck> running = List.of();
  private SortedMap<String, String> runningWith = new TreeMap<>();
  private @Nullable CheckRunner runner;

  HealthChecks(Probes probes, ProbeRun runs) {
    this.probes = probes;
    this.runs = runs;
  }

  /**
   * Runs what belongs to the node's part; the same part again changes nothing.
   *
   * @param told what programs are told in their environment
   */
  void run(GroupSpec spec, Workplace.Watch watch, Supplier<SortedMap<String, String>> told) {
    List<HealthCheck> wanted = new ArrayList<>();
    boolean tells = false;
    for (HealthCheck check : spec.checks()) {
      if (watch == Workplace.Watch.SERVING || check.where() == HealthCheck.Where.EVERYWHERE) {
        wanted.add(check);
        tells |= check.probe().runsProgram();
      }
    }
    boolean same = wanted.equals(running);
    if (same && !tells) {
      return;
    }
    SortedMap<String, String> environment = told.get();
    if (same && environment.equals(runningWith)) {
      return;
    }
    close();
    running = wanted;
    runningWith = environment;
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
    runner = new CheckRunner(runs, specs, Math.min(THREADS, specs.size()), view -> {});
  }

  /** Whether none runs. */
  boolean none() {
    return running.isEmpty();
  }

  /** What they came to. */
  List<CheckReport> reports() {
    Map<String, CheckView> views = views();
    List<CheckReport> reports = new ArrayList<>();
    for (HealthCheck check : running) {
      CheckView view = views.get(check.name());
      ProbeResult last = view == null ? null : view.last();
      boolean fails = view != null && view.counter().state() == CheckState.FAILING;
      String detail = last == null ? "" : last.detail();
      reports.add(
          new CheckReport(
              check.name(),
              fails ? CheckReport.Result.FAILING : CheckReport.Result.PASSING,
              check.severity() == HealthCheck.Severity.CRITICAL
                  ? CheckReport.Severity.CRITICAL
                  : CheckReport.Severity.WARNING,
              detail.length() > DETAIL ? detail.substring(0, DETAIL) : detail));
    }
    return reports;
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
