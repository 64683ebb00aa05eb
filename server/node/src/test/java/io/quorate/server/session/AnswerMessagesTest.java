package io.quorate.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.serving.Directive.Step;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.v1.Directive;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.HeartbeatResponse;
import io.quorate.v1.Span;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a leader answers is taken or refused by name; nothing of it throws. */
final class AnswerMessagesTest {
  private static final HeartbeatId TO = new HeartbeatId(new NodeId("a"), 1, 2);
  private static final GroupId G = new GroupId("g");

  private static Directive.Builder serve() {
    return Directive.newBuilder()
        .setGroup("g")
        .setStep(Directive.Step.SERVE)
        .setEpoch(7)
        .setLease(Duration.newBuilder().setSeconds(2))
        .setFenceDelay(Duration.newBuilder().setSeconds(1))
        .setRevision(3)
        .setDeliveriesHeld("software differs");
  }

  private static HeartbeatResponse.Builder answer(Directive.Builder directive) {
    return HeartbeatResponse.newBuilder()
        .setLeader("b")
        .setTerm(3)
        .setOrders(Span.newBuilder().setNumber(5))
        .setHeartbeatPeriod(Duration.newBuilder().setNanos(200_000_000))
        .addDirectives(directive);
  }

  private static List<String> paths(HeartbeatResponse.Builder answer) {
    return AnswerMessages.read(TO, answer.build()).refusals().stream().map(Refusal::path).toList();
  }

  private static AnswerMessages.Taken good(HeartbeatResponse.Builder answer) {
    Read<AnswerMessages.Taken> read = AnswerMessages.read(TO, answer.build());
    return Objects.requireNonNull(read.value(), () -> read.refusals().toString());
  }

  private static Order order(Directive.Builder directive) {
    return Objects.requireNonNull(good(answer(directive)).answer().orders().present().get(G));
  }

  @Test
  void readsWhatItWrites() {
    AnswerMessages.Taken taken = good(answer(serve().setCause("rack\0move")).addGone("old"));

    HeartbeatResponse again = AnswerMessages.message(taken.answer());
    assertThat(good(again.toBuilder()).answer()).isEqualTo(taken.answer());
    assertThat(order(serve().setCause("rack\0move")).cause()).isEqualTo("rack move");
    assertThat(order(serve().clearLease()).lease()).isNull();
    assertThat(order(serve()).held()).isEqualTo("software differs");
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThat(paths(answer(serve().setGroup("G")))).containsExactly("directives[0].group");
    assertThat(paths(answer(serve().setEpoch(-1)))).containsExactly("directives[0].epoch");
    assertThat(paths(answer(serve().setRevision(-1)))).containsExactly("directives[0].revision");
    assertThat(paths(answer(serve().setLease(Duration.newBuilder().setSeconds(Long.MAX_VALUE)))))
        .containsExactly("directives[0].lease");
    assertThat(paths(answer(serve()).setTerm(-1))).containsExactly("term");
    assertThat(paths(answer(serve()).clearLeader())).containsExactly("leader");
    assertThat(paths(answer(serve()).setOrders(Span.newBuilder().setBase(-1))))
        .contains("orders.base");
    assertThat(paths(answer(serve()).setHeartbeatPeriod(Duration.newBuilder().setSeconds(-1))))
        .containsExactly("heartbeat_period");
  }

  @Test
  void aStepThatIsNotKnownIsNoRightToServe() {
    assertThat(order(serve().setStepValue(99)).directive().step()).isEqualTo(Step.STAND_BY);
  }

  @Test
  void aDeclarationOfAnotherGroupIsNotReadAndSaysSo() {
    GroupSpec.Builder other =
        GroupSpec.newBuilder().setName("h").addMembers(GroupMember.newBuilder().setNode("a"));
    AnswerMessages.Taken taken = good(answer(serve().setSpec(other)));

    assertThat(taken.answer().specs()).isEmpty();
    assertThat(Objects.requireNonNull(taken.unread().get(G)))
        .extracting(Refusal::message)
        .containsExactly("is that of h");
  }

  @Test
  void aDeclarationThatCannotBeReadConcernsNothingElse() {
    AnswerMessages.Taken taken = good(answer(serve().setSpec(GroupSpec.newBuilder().setName("G"))));
    assertThat(taken.unread()).containsKey(G);
    assertThat(taken.answer().orders().present()).containsKey(G);
    assertThat(taken.answer().specs()).isEmpty();

    GroupSpec.Builder readable =
        GroupSpec.newBuilder()
            .setName("g")
            .addMembers(GroupMember.newBuilder().setNode("a").addEndpoints("10.0.0.1:1"));
    assertThat(good(answer(serve().setSpec(readable))).answer().specs()).containsKey(G);
  }
}
