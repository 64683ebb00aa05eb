package io.quorate.replica.codec;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Timing;
import io.quorate.stored.v1.StoredCheck;
import io.quorate.stored.v1.StoredMembership;
import io.quorate.stored.v1.StoredPolicy;
import io.quorate.stored.v1.StoredSpec;
import io.quorate.stored.v1.StoredTiming;
import java.time.Duration;

/** Declarations to and from their stored form. */
final class SpecCodec {
  private SpecCodec() {}

  static StoredSpec encode(GroupSpec spec) {
    StoredSpec.Builder stored =
        StoredSpec.newBuilder()
            .setName(spec.name().value())
            .setTiming(encode(spec.timing()))
            .setFailover(encode(spec.failover()));
    for (GroupMember member : spec.members()) {
      stored.addMembers(
          StoredMembership.newBuilder()
              .setNode(member.node().value())
              .addAllEndpoints(member.endpoints()));
    }
    spec.resources().forEach(resource -> stored.addResources(ResourceCodec.encode(resource)));
    spec.checks().forEach(check -> stored.addChecks(encode(check)));
    return stored.build();
  }

  static GroupSpec decode(StoredSpec stored) {
    return new GroupSpec(
        new GroupId(stored.getName()),
        stored.getMembersList().stream()
            .map(member -> new GroupMember(new NodeId(member.getNode()), member.getEndpointsList()))
            .toList(),
        decode(stored.getTiming()),
        decode(stored.getFailover()),
        stored.getResourcesList().stream().map(ResourceCodec::decode).toList(),
        stored.getChecksList().stream().map(SpecCodec::decode).toList());
  }

  private static StoredTiming encode(Timing timing) {
    return StoredTiming.newBuilder()
        .setLeaseNanos(timing.lease().toNanos())
        .setFenceDelayNanos(timing.fenceDelay().toNanos())
        .setHeartbeatNanos(timing.heartbeat().toNanos())
        .setStopBudgetNanos(timing.stopBudget().toNanos())
        .build();
  }

  private static Timing decode(StoredTiming stored) {
    return new Timing(
        Duration.ofNanos(stored.getLeaseNanos()),
        Duration.ofNanos(stored.getFenceDelayNanos()),
        Duration.ofNanos(stored.getHeartbeatNanos()),
        Duration.ofNanos(stored.getStopBudgetNanos()));
  }

  private static StoredPolicy encode(FailoverPolicy policy) {
    StoredPolicy.Builder stored =
        StoredPolicy.newBuilder()
            .setMode(policy.mode().name())
            .setDelayNanos(policy.delay().toNanos())
            .setFailbackDelayNanos(policy.failbackDelay().toNanos())
            .setMaxRestarts(policy.maxRestarts())
            .setRestartWindowNanos(policy.restartWindow().toNanos());
    NodeId preferred = policy.preferredNode();
    if (preferred != null) {
      stored.setPreferredNode(preferred.value());
    }
    return stored.build();
  }

  private static FailoverPolicy decode(StoredPolicy stored) {
    return new FailoverPolicy(
        FailoverPolicy.Mode.valueOf(stored.getMode()),
        Duration.ofNanos(stored.getDelayNanos()),
        stored.hasPreferredNode() ? new NodeId(stored.getPreferredNode()) : null,
        Duration.ofNanos(stored.getFailbackDelayNanos()),
        stored.getMaxRestarts(),
        Duration.ofNanos(stored.getRestartWindowNanos()));
  }

  private static StoredCheck encode(HealthCheck check) {
    return StoredCheck.newBuilder()
        .setName(check.name())
        .setProbe(ProbeCodec.encode(check.probe()))
        .setPeriodNanos(check.period().toNanos())
        .setTimeoutNanos(check.timeout().toNanos())
        .setFailures(check.failures())
        .setSuccesses(check.successes())
        .setSeverity(check.severity().name())
        .setWhere(check.where().name())
        .build();
  }

  private static HealthCheck decode(StoredCheck stored) {
    return new HealthCheck(
        stored.getName(),
        ProbeCodec.decode(stored.getProbe()),
        Duration.ofNanos(stored.getPeriodNanos()),
        Duration.ofNanos(stored.getTimeoutNanos()),
        stored.getFailures(),
        stored.getSuccesses(),
        HealthCheck.Severity.valueOf(stored.getSeverity()),
        HealthCheck.Where.valueOf(stored.getWhere()));
  }
}
