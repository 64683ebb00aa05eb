package io.quorate.server.wire;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.v1.Check;
import io.quorate.v1.ExecProbe;
import io.quorate.v1.Hook;
import io.quorate.v1.HttpProbe;
import io.quorate.v1.Service;
import io.quorate.v1.TcpProbe;
import io.quorate.v1.Timing;

/**
 * Writes a declaration as a message, every default spelled out; reading it back gives the same
 * declaration.
 */
public final class GroupMessages {
  private GroupMessages() {}

  /** The message. */
  public static io.quorate.v1.GroupSpec of(GroupSpec spec) {
    io.quorate.v1.GroupSpec.Builder message =
        io.quorate.v1.GroupSpec.newBuilder()
            .setName(spec.name().value())
            .setTiming(timing(spec.timing()))
            .setFailover(failover(spec.failover()));
    for (GroupMember member : spec.members()) {
      message.addMembers(
          io.quorate.v1.GroupMember.newBuilder()
              .setNode(member.node().value())
              .addAllEndpoints(member.endpoints()));
    }
    spec.resources().forEach(resource -> message.addResources(resource(resource)));
    spec.checks().forEach(check -> message.addChecks(check(check)));
    return message.build();
  }

  private static Timing timing(io.quorate.core.declaration.Timing timing) {
    return Timing.newBuilder()
        .setLease(Times.message(timing.lease()))
        .setFenceDelay(Times.message(timing.fenceDelay()))
        .setHeartbeat(Times.message(timing.heartbeat()))
        .setStopBudget(Times.message(timing.stopBudget()))
        .build();
  }

  private static io.quorate.v1.FailoverPolicy failover(FailoverPolicy policy) {
    NodeId preferred = policy.preferredNode();
    return io.quorate.v1.FailoverPolicy.newBuilder()
        .setMode(
            policy.mode() == FailoverPolicy.Mode.MANUAL
                ? io.quorate.v1.FailoverPolicy.Mode.MANUAL
                : io.quorate.v1.FailoverPolicy.Mode.AUTOMATIC)
        .setDelay(Times.message(policy.delay()))
        .setPreferredNode(preferred == null ? "" : preferred.value())
        .setFailbackDelay(Times.message(policy.failbackDelay()))
        .setMaxRestarts(policy.maxRestarts())
        .setRestartWindow(Times.message(policy.restartWindow()))
        .build();
  }

  private static io.quorate.v1.Resource resource(Resource resource) {
    io.quorate.v1.Resource.Builder message =
        io.quorate.v1.Resource.newBuilder().setName(resource.name());
    if (resource instanceof Resource.Service service) {
      message.setService(service(service));
    } else if (resource instanceof Resource.Hook hook) {
      message.setHook(
          Hook.newBuilder()
              .addAllQuiesce(hook.quiesce())
              .addAllDemote(hook.demote())
              .addAllPromote(hook.promote())
              .setTimeout(Times.message(hook.timeout()))
              .putAllEnvironment(hook.environment()));
    }
    return message.build();
  }

  private static Service service(Resource.Service service) {
    Service.Builder message =
        Service.newBuilder()
            .addAllCommand(service.command())
            .putAllEnvironment(service.environment())
            .setDirectory(service.directory())
            .setReadyTimeout(Times.message(service.readyTimeout()))
            .setReadyPeriod(Times.message(service.readyPeriod()))
            .addAllStopCommand(service.stop().command())
            .setStopSignal(service.stop().signal())
            .setStopTimeout(Times.message(service.stop().timeout()));
    if (service.readiness() != null) {
      message.setReadiness(probe(service.readiness()));
    }
    return message.build();
  }

  private static io.quorate.v1.Probe probe(Probe probe) {
    io.quorate.v1.Probe.Builder message = io.quorate.v1.Probe.newBuilder();
    if (probe instanceof Probe.Exec exec) {
      message.setExec(ExecProbe.newBuilder().addAllCommand(exec.command()));
    } else if (probe instanceof Probe.Http http) {
      message.setHttp(HttpProbe.newBuilder().setUrl(http.url()).setStatus(http.status()));
    } else if (probe instanceof Probe.Tcp tcp) {
      message.setTcp(TcpProbe.newBuilder().setHost(tcp.host()).setPort(tcp.port()));
    }
    return message.build();
  }

  private static Check check(HealthCheck check) {
    return Check.newBuilder()
        .setName(check.name())
        .setProbe(probe(check.probe()))
        .setPeriod(Times.message(check.period()))
        .setTimeout(Times.message(check.timeout()))
        .setFailures(check.failures())
        .setSuccesses(check.successes())
        .setSeverity(
            check.severity() == HealthCheck.Severity.WARNING
                ? Check.Severity.WARNING
                : Check.Severity.CRITICAL)
        .setWhere(
            check.where() == HealthCheck.Where.EVERYWHERE
                ? Check.Where.EVERYWHERE
                : Check.Where.ACTIVE)
        .build();
  }
}
