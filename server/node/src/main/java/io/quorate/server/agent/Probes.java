package io.quorate.server.agent;

import io.quorate.core.declaration.Probe;
import io.quorate.server.check.LocalProbe;
import io.quorate.server.check.ProbeOutcome;
import io.quorate.server.check.ProbeResult;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Runs the probes that declarations name, for one group. */
final class Probes {
  private final AgentParts parts;
  private final AgentParts.Local local;

  Probes(AgentParts parts, AgentParts.Local local) {
    this.parts = parts;
    this.local = local;
  }

  /** The probe of a declaration as it runs here. */
  LocalProbe of(String name, Probe probe, SortedMap<String, String> environment) {
    return new LocalProbe(name, probe, environment, parts.settings().dataDirectory());
  }

  /** Runs it once, elsewhere; a result always comes. */
  CompletableFuture<ProbeResult> once(LocalProbe probe, Duration limit) {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    try {
      local
          .workers()
          .execute(
              () -> {
                try {
                  result.complete(local.probes().run(probe, limit));
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
