package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Revision;
import io.quorate.core.Term;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FailedPromotions;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.session.Changes;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import io.quorate.core.session.ToldMark;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A leader a of the nodes a, b and the witness w, with a clock that tests move. */
final class LeaderBench {
  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final NodeId W = new NodeId("w");
  static final GroupId G = new GroupId("g");
  static final Term TERM = new Term(4);
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final long START = 1_700_000_000_000L;

  ClockReading now = new ClockReading(0, 0, START);
  final Leader leader;
  private long sequence;

  LeaderBench() {
    this(LeaderRules.PROTOCOL);
  }

  LeaderBench(LeaderRules rules) {
    List<NodeRecord> nodes =
        List.of(
            new NodeRecord(A, NodeKind.DATA),
            new NodeRecord(B, NodeKind.DATA),
            new NodeRecord(W, NodeKind.WITNESS));
    leader =
        new Leader(
            new LeaderSetting(
                Voter.first(A), new Command.DefineCluster("c", nodes), PATIENCE, spec -> 1_000_000),
            rules,
            TERM,
            new ClusterClock(new ClusterTime(START), now),
            now);
  }

  static GroupSpec spec(GroupId name) {
    return new GroupSpec(
        name,
        List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        List.of(Examples.service("s")),
        List.of());
  }

  /** The group, held by b since a while. */
  GroupRecord heldByB(GroupId name) {
    return group(name, role(Phase.ACTIVE, B, new ClusterTime(START)));
  }

  /** A role that the node has, or had last, since then. */
  static RoleRecord role(Phase phase, @Nullable NodeId node, ClusterTime since) {
    return new RoleRecord(
        new Epoch(3),
        phase,
        node,
        phase == Phase.VACANT ? Closure.RELEASED : Closure.OPEN,
        TimingProfile.LAN.timing().lease(),
        TimingProfile.LAN.timing().fenceDelay(),
        since);
  }

  static GroupRecord group(GroupId name, RoleRecord role) {
    return group(spec(name), role);
  }

  static GroupRecord group(GroupSpec spec, RoleRecord role) {
    SortedMap<NodeId, MemberRecord> members = new TreeMap<>();
    for (GroupMember member : spec.members()) {
      boolean active = role.heldBy(member.node());
      members.put(member.node(), member(active ? MemberState.ACTIVE : MemberState.STANDBY));
    }
    return new GroupRecord(
        spec,
        new Revision(2),
        role,
        GroupRecord.Automation.RUNNING,
        null,
        members,
        ServiceRecord.never(new ClusterTime(START)));
  }

  /** A planned change that began a while ago and has its time. */
  static Operation operation(Operation.Kind kind, NodeId from, NodeId to) {
    return new Operation(
        kind,
        Operation.Step.DEMOTE,
        from,
        to,
        new ClusterTime(START),
        new ClusterTime(START),
        new ClusterTime(START + 60_000),
        "ann",
        "new disks");
  }

  private static MemberRecord member(MemberState state) {
    return new MemberRecord(state, "", new ClusterTime(START), FailedPromotions.NONE);
  }

  List<LeaderOutput> begin(GroupRecord... groups) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(A, NodeKind.DATA);
    nodes.put(B, NodeKind.DATA);
    nodes.put(W, NodeKind.WITNESS);
    return leader.begin(
        new KnownCluster(
            FeatureLevel.FIRST, nodes, List.of(groups), ConfigTimes.NONE, Sweeps.NOTHING),
        raft(),
        now);
  }

  RaftView raft() {
    return raft(RaftView.Standing.READY, A, B, W);
  }

  static RaftView raft(RaftView.Standing standing, NodeId... voters) {
    return new RaftView(TERM, standing, Voters.of(List.of(voters)), new TreeSet<>(List.of(A)));
  }

  static <T> List<T> only(Class<T> kind, List<LeaderOutput> outputs) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  List<LeaderOutput> passes(Duration time) {
    List<LeaderOutput> last = List.of();
    for (long left = time.toMillis(); left > 0; left -= 20) {
      now = now.plus(Duration.ofMillis(20));
      last = leader.tick(raft(), now);
      if (last.stream().anyMatch(output -> !(output instanceof LeaderOutput.AskVoters))) {
        return last;
      }
    }
    return last;
  }

  /** The next heartbeat of a node, with its whole picture. */
  Heartbeat beat(NodeId node, Term term, SortedMap<GroupId, MemberReport> reports) {
    sequence++;
    return new Heartbeat(
        new HeartbeatId(node, 1, sequence),
        term,
        Heartbeat.Stay.STAYS,
        FeatureLevels.SUPPORTED,
        new Changes<>(new Span(Span.WHOLE, sequence), reports, new TreeSet<>()),
        ToldMark.NONE);
  }

  /** The same, of another run of its node. */
  Heartbeat inRun(long incarnation, Heartbeat beat) {
    return new Heartbeat(
        new HeartbeatId(beat.id().node(), incarnation, beat.id().sequence()),
        beat.term(),
        beat.stay(),
        beat.levels(),
        beat.reports(),
        beat.told());
  }

  /** The same, of a node that is about to stop. */
  Heartbeat leaving(Heartbeat beat) {
    return new Heartbeat(
        beat.id(), beat.term(), Heartbeat.Stay.LEAVES, beat.levels(), beat.reports(), beat.told());
  }

  List<LeaderOutput> arrives(Heartbeat beat) {
    return leader.heartbeat(beat, now, raft());
  }

  static MemberReport report(Epoch epoch, MemberState state) {
    return new MemberReport(
        epoch,
        state,
        "",
        Epoch.NONE,
        Epoch.NONE,
        MemberReport.Quiescing.NO,
        MemberReport.Fitness.FIT,
        new Revision(2),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
