package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One of everything that is stored. */
public final class Samples {
  private static final GroupId GROUP = new GroupId("web");
  private static final NodeId A = new NodeId("a");
  private static final Epoch EPOCH = new Epoch(7);

  private Samples() {}

  /** A declaration that uses every part. */
  public static GroupSpec spec() {
    TreeMap<String, String> environment = new TreeMap<>();
    environment.put("PORT", "80");
    environment.put("EMPTY", "");
    Resource.Stop stop = new Resource.Stop(List.of(), "TERM", Duration.ofSeconds(20));
    return new GroupSpec(
        GROUP,
        List.of(
            new GroupMember(A, List.of("10.0.0.1:80", "[::1]:80")),
            new GroupMember(new NodeId("b"), List.of())),
        TimingProfile.LAN.timing(),
        new FailoverPolicy(
            FailoverPolicy.Mode.MANUAL,
            Duration.ofMillis(1),
            A,
            Duration.ofMinutes(5),
            0,
            Duration.ofHours(1)),
        List.of(
            service("plain", null, stop, new TreeMap<>()),
            service("tcp", new Probe.Tcp("::1", 80), stop, environment),
            new Resource.Hook(
                "hook",
                List.of("q"),
                List.of(),
                List.of("p", ""),
                Duration.ofSeconds(5),
                environment)),
        List.of(
            check("exec", new Probe.Exec(List.of("true", "")), HealthCheck.Where.ACTIVE),
            check("http", new Probe.Http("http://x/", 0), HealthCheck.Where.EVERYWHERE)));
  }

  private static Resource service(
      String name,
      @Nullable Probe readiness,
      Resource.Stop stop,
      SortedMap<String, String> environment) {
    return new Resource.Service(
        name,
        List.of("/bin/serve", "-v"),
        environment,
        "",
        readiness,
        Duration.ofSeconds(30),
        Duration.ofMillis(100),
        stop);
  }

  private static HealthCheck check(String name, Probe probe, HealthCheck.Where where) {
    return new HealthCheck(
        name,
        probe,
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        3,
        2,
        HealthCheck.Severity.WARNING,
        where);
  }

  static List<Command> commands() {
    return List.of(
        new Command.DefineCluster("prod", List.of(new NodeRecord(A, NodeKind.DATA))),
        new Command.ApplyGroup(spec(), null),
        new Command.ApplyGroup(spec(), Revision.NONE),
        new Command.DeleteGroup(GROUP, null),
        new Command.DeleteGroup(GROUP, new Revision(3)),
        new Command.SetAutomation(null, GroupRecord.Automation.PAUSED, "upgrade"),
        new Command.SetAutomation(GROUP, GroupRecord.Automation.RUNNING, ""),
        new Command.GrantRole(GROUP, Epoch.NONE, A, "first"),
        new Command.ConfirmPromotion(GROUP, EPOCH, A),
        new Command.ReleaseRole(
            GROUP, EPOCH, A, Command.ReleaseRole.Outcome.PROMOTION_FAILED, "hook"),
        new Command.ExpireRole(GROUP, EPOCH, "silent"),
        new Command.ForceRole(GROUP, EPOCH, A, "eva/pdu 3"),
        new Command.StartOperation(
            GROUP, EPOCH, Operation.Kind.HANDOVER, A, new ClusterTime(5), "stop"),
        new Command.AdvanceOperation(GROUP, EPOCH),
        new Command.CancelOperation(GROUP, EPOCH, "too slow"),
        new Command.RecordMember(GROUP, A, MemberState.OFFLINE, ""),
        new Command.RaiseFeatureLevel(new FeatureLevel(255)));
  }
}
