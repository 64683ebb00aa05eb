package io.quorate.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.declaration.Timing;
import io.quorate.core.fuzz.Mutations;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.Directive;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupReport;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.NodeState;
import io.quorate.v1.Span;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes nodes send each other are read or refused, and never end a loop. */
final class NodeMessagesFuzzTest {
  private static final HeartbeatId TO = new HeartbeatId(new NodeId("a"), 1, 1);
  private static final int ROUNDS = 30_000;

  static Stream<byte[]> heartbeats() {
    return Stream.of(
        HeartbeatRequest.newBuilder()
            .setCluster("c")
            .setNode("a")
            .setIncarnation(2)
            .setTerm(3)
            .setSequence(4)
            .setLowestLevel(1)
            .setHighestLevel(1)
            .setReports(Span.newBuilder().setNumber(1))
            .addGroups(
                GroupReport.newBuilder()
                    .setGroup("g")
                    .setEpoch(7)
                    .setState(NodeState.NODE_ACTIVE)
                    .setCause("well")
                    .setReleasedEpoch(6)
                    .setRevision(5)
                    .setQuiescing(GroupReport.Quiescing.DONE)
                    .setFailedEpoch(4)
                    .addChecks(CheckStatus.newBuilder().setName("ping").setCritical(true)))
            .addGroups(GroupReport.newBuilder().setGroup("h"))
            .build()
            .toByteArray());
  }

  @MethodSource("heartbeats")
  @FuzzTest
  void aHeartbeatIsTakenOrRefused(byte[] bytes) {
    try {
      Read<Heartbeat> read = HeartbeatMessages.read(HeartbeatRequest.parseFrom(bytes));
      Heartbeat beat = read.value();
      if (beat != null) {
        Read<Heartbeat> again = HeartbeatMessages.read(HeartbeatMessages.message(beat).build());
        assertThat(again.value()).isEqualTo(beat);
      }
    } catch (InvalidProtocolBufferException noMessage) {
      assertThat(noMessage).isNotNull();
    }
  }

  @Test
  void changedHeartbeats() {
    Mutations.tryAll(heartbeats().toList(), ROUNDS, this::aHeartbeatIsTakenOrRefused);
  }

  static Stream<byte[]> answers() {
    Duration.Builder second = Duration.newBuilder().setSeconds(1).setNanos(1);
    return Stream.of(
        HeartbeatResponse.newBuilder()
            .setTerm(3)
            .setLeader("b")
            .setHeartbeatPeriod(second)
            .setOrders(Span.newBuilder().setNumber(1))
            .addDirectives(
                Directive.newBuilder()
                    .setGroup("g")
                    .setStep(Directive.Step.SERVE)
                    .setEpoch(7)
                    .setLease(second)
                    .setFenceDelay(second)
                    .setRevision(2)
                    .setCause("rack move")
                    .setHolder("a")
                    .setSpec(
                        GroupSpec.newBuilder()
                            .setName("g")
                            .addMembers(GroupMember.newBuilder().setNode("a"))))
            .build()
            .toByteArray());
  }

  @MethodSource("answers")
  @FuzzTest
  void anAnswerIsFollowedOrNot(byte[] bytes) {
    try {
      AnswerMessages.Taken taken =
          AnswerMessages.read(TO, HeartbeatResponse.parseFrom(bytes)).value();
      if (taken != null) {
        taken.answer().orders().present().values().forEach(NodeMessagesFuzzTest::bounded);
      }
    } catch (InvalidProtocolBufferException noMessage) {
      assertThat(noMessage).isNotNull();
    }
  }

  private static void bounded(Order order) {
    LeaseTerms lease = order.lease();
    if (lease != null) {
      assertThat(Timing.LEASE.holds(lease.lease())).isTrue();
    }
  }

  @Test
  void changedAnswers() {
    Mutations.tryAll(answers().toList(), ROUNDS, this::anAnswerIsFollowedOrNot);
  }
}
