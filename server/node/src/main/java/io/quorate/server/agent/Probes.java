package io.quorate.server.agent;

import io.quorate.core.declaration.Probe;
import io.quorate.server.check.ExecProbe;
import io.quorate.server.check.HttpProbe;
import io.quorate.server.check.ProbeOutcome;
import io.quorate.server.check.ProbeResult;
import io.quorate.server.check.TcpProbe;
import java.net.URI;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** Runs the probes that declarations name, for one group. */
final class Probes {
  private static final int MIN_OK = 200;
  private static final int MAX_OK = 299;

  private final AgentParts parts;
  private final AgentParts.Local local;

  Probes(AgentParts parts, AgentParts.Local local) {
    this.parts = parts;
    this.local = local;
  }

  /** What the probe of a declaration is here. */
  io.quorate.server.check.RunnableProbe of(Probe probe, SortedMap<String, String> environment) {
    if (probe instanceof Probe.Exec exec) {
      return new ExecProbe(exec.command(), environment, parts.settings().dataDirectory());
    }
    if (probe instanceof Probe.Tcp tcp) {
      return new TcpProbe(tcp.host(), tcp.port());
    }
    Probe.Http http = (Probe.Http) probe;
    boolean any = http.status() == 0;
    return new HttpProbe(
        URI.create(http.url()), any ? MIN_OK : http.status(), any ? MAX_OK : http.status());
  }

  /** Runs it once, elsewhere; a result always comes. */
  CompletableFuture<ProbeResult> once(
      String name, io.quorate.server.check.RunnableProbe probe, Duration limit) {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    try {
      local
          .workers()
          .execute(
              () -> {
                try {
                  result.complete(local.probes().run(name, probe, limit));
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
