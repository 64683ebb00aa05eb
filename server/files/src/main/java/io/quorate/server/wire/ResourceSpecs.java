package io.quorate.server.wire;

import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.v1.Hook;
import io.quorate.v1.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Reads the resources and probes of a declaration. */
final class ResourceSpecs {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration READY_PERIOD = Duration.ofMillis(50);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);

  private final WireFindings findings;

  ResourceSpecs(WireFindings findings) {
    this.findings = findings;
  }

  List<Resource> read(List<io.quorate.v1.Resource> messages) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      io.quorate.v1.Resource message = messages.get(i);
      String path = "resources[" + i + "]";
      switch (message.getKindCase()) {
        case SERVICE ->
            resources.add(service(path + ".service", message.getName(), message.getService()));
        case HOOK -> resources.add(hook(message.getName(), message.getHook()));
        case KIND_NOT_SET -> findings.invalid(path, "is of no kind", "give it a service or a hook");
      }
    }
    return resources;
  }

  private Resource service(String path, String name, Service message) {
    String signal = message.getStopSignal().toUpperCase(Locale.ROOT);
    return new Resource.Service(
        name,
        message.getCommandList(),
        new TreeMap<>(message.getEnvironmentMap()),
        message.getDirectory(),
        message.hasReadiness() ? probe(path + ".readiness", message.getReadiness()) : null,
        message.hasReadyTimeout() ? Times.duration(message.getReadyTimeout()) : READY_TIMEOUT,
        message.hasReadyPeriod() ? Times.duration(message.getReadyPeriod()) : READY_PERIOD,
        new Resource.Stop(
            message.getStopCommandList(),
            signal.isEmpty() ? "TERM" : signal,
            message.hasStopTimeout() ? Times.duration(message.getStopTimeout()) : STOP_TIMEOUT));
  }

  private static Resource hook(String name, Hook message) {
    return new Resource.Hook(
        name,
        message.getQuiesceList(),
        message.getDemoteList(),
        message.getPromoteList(),
        message.hasTimeout() ? Times.duration(message.getTimeout()) : HOOK_TIMEOUT,
        new TreeMap<>(message.getEnvironmentMap()));
  }

  Probe probe(String path, io.quorate.v1.Probe message) {
    return switch (message.getKindCase()) {
      case EXEC -> new Probe.Exec(message.getExec().getCommandList());
      case HTTP -> new Probe.Http(message.getHttp().getUrl(), message.getHttp().getStatus());
      case TCP -> new Probe.Tcp(message.getTcp().getHost(), message.getTcp().getPort());
      case KIND_NOT_SET -> {
        findings.invalid(path, "is of no kind", "give it exec, http or tcp");
        yield new Probe.Exec(List.of("true"));
      }
    };
  }
}
