package io.quorate.server.agent;

import io.quorate.core.declaration.Probe;
import io.quorate.server.check.LocalProbe;
import io.quorate.server.check.ProbeOutcome;
import io.quorate.server.check.ProbeResult;
import io.quorate.server.check.ProbeRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the probes that declarations name, for one group. */
final class Probes {
  private final Path folder;
  private final ProbeRun runs;
  private final Executor workers;

  Probes(Path folder, ProbeRun runs, Executor workers) {
    this.folder = folder;
    this.runs = runs;
    this.workers = workers;
  }

  /** The probe of a declaration as it runs here. */
  LocalProbe of(String name, Probe probe, SortedMap<String, String> environment) {
    return new LocalProbe(name, probe, environment, folder);
  }

  /** Runs it once, elsewhere; a result always comes. */
  CompletableFuture<ProbeResult> once(LocalProbe probe, Duration limit) {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    try {
      workers.execute(
          () -> {
            try {
              result.complete(runs.run(probe, limit));
            } catch (InterruptedException closing) {
              Thread.currentThread().interrupt();
              result.complete(failed("the agent is stopping"));
            } catch (RuntimeException bad) {
              result.complete(failed(String.valueOf(bad.getMessage())));
            }
          });
    } catch (RejectedExecutionException full) {
      result.complete(failed("too much to do"));
    }
    return result;
  }

  private static ProbeResult failed(String detail) {
    return new ProbeResult(ProbeOutcome.FAILED, detail, Duration.ZERO);
  }
}
