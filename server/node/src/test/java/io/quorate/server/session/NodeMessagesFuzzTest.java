package io.quorate.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.fuzz.Mutations;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.Directive;
import io.quorate.v1.FactStatus;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupReport;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.NodeState;
import io.quorate.v1.ResourceStatus;
import io.quorate.v1.Span;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes nodes send each other are read or refused, and never end a loop. */
final class NodeMessagesFuzzTest {
  private static final int ROUNDS = 30_000;
  private static final HeartbeatId TO = new HeartbeatId(new NodeId("a"), 1, 2);

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
            .setReports(Span.newBuilder().setBase(1).setNumber(2))
            .setToldTerm(3)
            .setToldNumber(4)
            .addGone("x")
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
                    .addChecks(CheckStatus.newBuilder().setName("ping").setCritical(true))
                    .addResources(ResourceStatus.newBuilder().setName("db").setPid(17))
                    .addFacts(FactStatus.newBuilder().setName("os").setText("1.2")))
            .addGroups(GroupReport.newBuilder().setGroup("h"))
            .build()
            .toByteArray());
  }

  @MethodSource("heartbeats")
  @FuzzTest
  void aHeartbeatIsTakenOrRefused(byte[] bytes) {
    try {
      Read<Heartbeat> read = HeartbeatMessages.read(HeartbeatRequest.parseFrom(bytes));
      Heartbeat taken = read.value();
      if (taken != null) {
        HeartbeatRequest again = HeartbeatMessages.message(taken).build();
        assertThat(HeartbeatMessages.read(again).value()).isEqualTo(taken);
      }
    } catch (InvalidProtocolBufferException noMessage) {
      assertThat(noMessage).isNotNull();
    }
  }

  @Test
  void theHeartbeatOfTheSeedsIsTaken() throws InvalidProtocolBufferException {
    byte[] seed = heartbeats().findFirst().orElseThrow();
    Read<Heartbeat> read = HeartbeatMessages.read(HeartbeatRequest.parseFrom(seed));
    assertThat(read.refusals()).isEmpty();
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
            .setOrders(Span.newBuilder().setBase(1).setNumber(2))
            .setHeard(9)
            .setHeartbeatPeriod(second)
            .addGone("x")
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
        assertThat(taken.unread().values())
            .as("each with its reason")
            .noneMatch(why -> why.isEmpty());
        HeartbeatResponse again = AnswerMessages.message(taken.answer());
        assertThat(Objects.requireNonNull(AnswerMessages.read(TO, again).value()).answer())
            .isEqualTo(taken.answer());
      }
    } catch (InvalidProtocolBufferException noMessage) {
      assertThat(noMessage).isNotNull();
    }
  }

  @Test
  void theAnswerOfTheSeedsIsTaken() throws InvalidProtocolBufferException {
    byte[] seed = answers().findFirst().orElseThrow();
    assertThat(AnswerMessages.read(TO, HeartbeatResponse.parseFrom(seed)).refusals()).isEmpty();
  }

  @Test
  void changedAnswers() {
    Mutations.tryAll(answers().toList(), ROUNDS, this::anAnswerIsFollowedOrNot);
  }
}
