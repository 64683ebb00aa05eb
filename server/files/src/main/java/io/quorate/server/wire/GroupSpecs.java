package io.quorate.server.wire;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.v1.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a declaration as it was written, fills in the defaults, and finds everything that cannot be
 * read.
 */
public final class GroupSpecs {
  private static final Duration FAILBACK_DELAY = Duration.ofMinutes(5);
  private static final Duration CHECK_PERIOD = Duration.ofSeconds(2);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);
  private static final int CHECK_FAILURES = 3;

  private final WireFindings findings = new WireFindings();
  private final ResourceSpecs resources = new ResourceSpecs(findings);

  private GroupSpecs() {}

  /**
   * What came of reading a declaration.
   *
   * @param spec the declaration; null when something could not be read
   * @param refusals what could not be read
   */
  public record Read(@Nullable GroupSpec spec, List<Refusal> refusals) {
    /** Keeps its own copy. */
    public Read {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * The declaration with its defaults, or why it cannot be read. What it says is checked by the
   * core's rules.
   */
  public static Read read(io.quorate.v1.GroupSpec message) {
    GroupSpecs reader = new GroupSpecs();
    String name = reader.findings.name("name", message.getName());
    List<GroupMember> members = reader.members(message);
    Timing timing = reader.timing(message.getTiming());
    FailoverPolicy failover = reader.failover(message.getFailover());
    List<Resource> resources = reader.resources.read(message.getResourcesList());
    List<HealthCheck> checks = reader.checks(message);
    List<Refusal> refusals = reader.findings.all();
    return refusals.isEmpty()
        ? new Read(
            new GroupSpec(new GroupId(name), members, timing, failover, resources, checks),
            refusals)
        : new Read(null, refusals);
  }

  private List<GroupMember> members(io.quorate.v1.GroupSpec message) {
    List<GroupMember> members = new ArrayList<>();
    for (int i = 0; i < message.getMembersCount(); i++) {
      String node = findings.name("members[" + i + "].node", message.getMembers(i).getNode());
      members.add(new GroupMember(new NodeId(node), message.getMembers(i).getEndpointsList()));
    }
    return members;
  }

  private Timing timing(io.quorate.v1.Timing message) {
    Timing base = profile(message.getProfile()).timing();
    return new Timing(
        message.hasLease() ? Times.duration(message.getLease()) : base.lease(),
        message.hasFenceDelay() ? Times.duration(message.getFenceDelay()) : base.fenceDelay(),
        message.hasHeartbeat() ? Times.duration(message.getHeartbeat()) : base.heartbeat(),
        message.hasStopBudget() ? Times.duration(message.getStopBudget()) : base.stopBudget());
  }

  private TimingProfile profile(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "", "lan" -> TimingProfile.LAN;
      case "fast" -> TimingProfile.FAST;
      case "wan" -> TimingProfile.WAN;
      default -> {
        findings.invalid(
            "timing.profile", "'" + name + "' is not a profile", "use fast, lan or wan");
        yield TimingProfile.LAN;
      }
    };
  }

  private FailoverPolicy failover(io.quorate.v1.FailoverPolicy message) {
    boolean manual = message.getMode() == io.quorate.v1.FailoverPolicy.Mode.MANUAL;
    String preferred = message.getPreferredNode();
    return new FailoverPolicy(
        manual ? FailoverPolicy.Mode.MANUAL : FailoverPolicy.Mode.AUTOMATIC,
        Times.duration(message.getDelay()),
        preferred.isEmpty()
            ? null
            : new NodeId(findings.name("failover.preferred_node", preferred)),
        message.hasFailbackDelay() ? Times.duration(message.getFailbackDelay()) : FAILBACK_DELAY,
        message.hasMaxRestarts() ? message.getMaxRestarts() : FailoverPolicy.DEFAULT.maxRestarts(),
        message.hasRestartWindow()
            ? Times.duration(message.getRestartWindow())
            : FailoverPolicy.DEFAULT.restartWindow());
  }

  private List<HealthCheck> checks(io.quorate.v1.GroupSpec message) {
    List<HealthCheck> checks = new ArrayList<>();
    for (int i = 0; i < message.getChecksCount(); i++) {
      Check check = message.getChecks(i);
      checks.add(
          new HealthCheck(
              check.getName(),
              resources.probe("checks[" + i + "].probe", check.getProbe()),
              check.hasPeriod() ? Times.duration(check.getPeriod()) : CHECK_PERIOD,
              check.hasTimeout() ? Times.duration(check.getTimeout()) : CHECK_TIMEOUT,
              check.getFailures() == 0 ? CHECK_FAILURES : check.getFailures(),
              Math.max(1, check.getSuccesses()),
              check.getSeverity() == Check.Severity.WARNING
                  ? HealthCheck.Severity.WARNING
                  : HealthCheck.Severity.CRITICAL,
              check.getWhere() == Check.Where.EVERYWHERE
                  ? HealthCheck.Where.EVERYWHERE
                  : HealthCheck.Where.ACTIVE));
    }
    return checks;
  }
}
