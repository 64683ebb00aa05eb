package io.quorate.client.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.HistoryEntry;
import io.quorate.v1.MemberStatus;
import io.quorate.v1.NodeKind;
import io.quorate.v1.NodeState;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Notice;
import io.quorate.v1.Operation;
import io.quorate.v1.Phase;
import io.quorate.v1.ResourceStatus;
import io.quorate.v1.ServiceState;
import io.quorate.v1.Status;

/** Statuses as a cluster would give them. */
final class Samples {

  /** 2026-11-22 03:12:09 UTC. */
  static final long NOW = 1_795_317_129L;

  private Samples() {}

  static Timestamp at(long secondsAgo) {
    return Timestamp.newBuilder().setSeconds(NOW - secondsAgo).build();
  }

  static Duration millis(long millis) {
    return Duration.newBuilder()
        .setSeconds(millis / 1_000)
        .setNanos((int) (millis % 1_000) * 1_000_000)
        .build();
  }

  static Notice notice(String reason, String message, String remedy) {
    return Notice.newBuilder().setReason(reason).setMessage(message).setRemedy(remedy).build();
  }

  static Status.Builder status() {
    return Status.newBuilder()
        .setCluster("demo")
        .setSource(Status.Source.QUORUM)
        .setAnsweredBy("a")
        .setLeader("w")
        .setTerm(7)
        .setAsOf(at(0))
        .addNodes(node("a", NodeKind.DATA).setLastSeen(millis(120)))
        .addNodes(node("b", NodeKind.DATA).setLastSeen(millis(80)))
        .addNodes(node("w", NodeKind.WITNESS).setLeader(true));
  }

  static NodeStatus.Builder node(String name, NodeKind kind) {
    return NodeStatus.newBuilder()
        .setNode(name)
        .setKind(kind)
        .setOnline(true)
        .setVersion("0.1.0")
        .setApiAddress("10.0.0." + (name.charAt(0) - 'a' + 1) + ":7401");
  }

  static GroupStatus.Builder group(String name) {
    return GroupStatus.newBuilder()
        .setName(name)
        .setPhase(Phase.ACTIVE)
        .setHolder("a")
        .setEpoch(12)
        .setSince(at(273_600))
        .setRevision(3)
        .setLease(millis(1_500))
        .setFailoverBound(millis(2_930))
        .setService(ServiceState.newBuilder().setServed(true).setSince(at(273_600)))
        .addMembers(
            MemberStatus.newBuilder()
                .setNode("a")
                .setState(NodeState.NODE_ACTIVE)
                .setEligible(true)
                .addEndpoints("10.0.0.1:80")
                .addResources(
                    ResourceStatus.newBuilder()
                        .setName("server")
                        .setState("running")
                        .setPid(4711)
                        .setRestarts(1))
                .addChecks(CheckStatus.newBuilder().setName("http").setPassing(true)))
        .addMembers(
            MemberStatus.newBuilder()
                .setNode("b")
                .setState(NodeState.NODE_STANDBY)
                .setEligible(true)
                .addEndpoints("10.0.0.2:80"));
  }

  /** Active on a, and b gone. */
  static GroupStatus.Builder alone(String name) {
    GroupStatus.Builder group = group(name);
    group
        .getMembersBuilder(1)
        .setState(NodeState.NODE_OFFLINE)
        .setCause("no heartbeat for 42s")
        .setEligible(false)
        .addIneligibleBecause(notice("NODE_OFFLINE", "b is not heard from", "start quorate on b"))
        .addIneligibleBecause(
            notice("CHECK_FAILED", "check disk failed when it was last seen", ""));
    return group.addWarnings(
        notice("STANDBY_OFFLINE", "the standby b is not heard from", "start quorate on b"));
  }

  static GroupStatus.Builder switching(String name) {
    GroupStatus.Builder group = group(name).setPhase(Phase.DEMOTING);
    return notServed(group, 3, "a stops it (switchover from a to b)").setOperation(operation());
  }

  static GroupStatus.Builder notServed(GroupStatus.Builder group, long forSeconds, String why) {
    ServiceState.Builder service =
        ServiceState.newBuilder()
            .setSince(at(forSeconds))
            .setWhy(why)
            .setInterruptions(4)
            .setLastInterruption(millis(1_240));
    return group.setService(service);
  }

  static Operation.Builder operation() {
    return Operation.newBuilder()
        .setKind(Operation.Kind.SWITCHOVER)
        .setFrom("a")
        .setTo("b")
        .setStep("DEMOTE")
        .setStarted(at(3))
        .setDeadline(at(-117))
        .setRequestedBy("kim")
        .setReason("kernel update");
  }

  static HistoryEntry entry(long sequence, String event, String node, long epoch) {
    return HistoryEntry.newBuilder()
        .setSequence(sequence)
        .setAt(Timestamp.newBuilder().setSeconds(NOW).setNanos((int) sequence * 1_000_000))
        .setGroup("web")
        .setEvent(event)
        .setEpoch(epoch)
        .setNode(node)
        .setActor("kim")
        .setCause("switchover to b: kernel update")
        .setTook(millis(120))
        .build();
  }
}
