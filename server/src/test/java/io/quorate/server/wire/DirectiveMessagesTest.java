package io.quorate.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.quorate.core.Epoch;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.v1.Directive;
import io.quorate.v1.GroupMember;
import io.quorate.v1.HeartbeatResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DirectiveMessagesTest {
  private static Directive.Builder serve() {
    return Directive.newBuilder()
        .setGroup("g")
        .setStep(Directive.Step.SERVE)
        .setEpoch(7)
        .setLease(Duration.newBuilder().setSeconds(2))
        .setRevision(3);
  }

  private static List<String> paths(Directive.Builder directive) {
    return DirectiveMessages.read(directive.build()).refusals().stream()
        .map(Refusal::path)
        .toList();
  }

  private static NodeDirective good(Directive.Builder directive) {
    Read<NodeDirective> read = DirectiveMessages.read(directive.build());
    return Objects.requireNonNull(read.value(), () -> read.refusals().toString());
  }

  @Test
  void readsWhatItSays() {
    NodeDirective directive = good(serve().setCause("rack\0move"));

    assertThat(directive.order().step()).isEqualTo(io.quorate.core.serving.Directive.Step.SERVE);
    assertThat(directive.order().epoch()).isEqualTo(new Epoch(7));
    assertThat(directive.lease()).isEqualTo(java.time.Duration.ofSeconds(2));
    assertThat(directive.declaration()).isNull();
    assertThat(directive.cause()).isEqualTo("rack move");
    assertThat(good(serve().clearLease()).lease()).isNull();
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThat(paths(serve().setGroup("G"))).containsExactly("group");
    assertThat(paths(serve().setEpoch(-1))).containsExactly("epoch");
    assertThat(paths(serve().setRevision(-1))).containsExactly("revision");
    assertThat(paths(serve().setLease(Duration.newBuilder().setSeconds(-1))))
        .containsExactly("lease");
    assertThat(paths(serve().setLease(Duration.newBuilder().setSeconds(Long.MAX_VALUE))))
        .containsExactly("lease");
  }

  @Test
  void aStepThatIsNotKnownIsNoRightToServe() {
    assertThat(good(serve().setStepValue(99)).order().step())
        .isEqualTo(io.quorate.core.serving.Directive.Step.STAND_BY);
  }

  @Test
  void aDeclarationThatCannotBeReadDoesNotMakeTheOrderVoid() {
    Read<GroupSpec> declaration =
        good(serve().setSpec(io.quorate.v1.GroupSpec.newBuilder().setName("G"))).declaration();
    assertThat(Objects.requireNonNull(declaration).value()).isNull();
    assertThat(declaration.refusals()).isNotEmpty();

    Read<GroupSpec> readable =
        good(serve()
                .setSpec(
                    io.quorate.v1.GroupSpec.newBuilder()
                        .setName("g")
                        .addMembers(GroupMember.newBuilder().setNode("a"))))
            .declaration();
    assertThat(Objects.requireNonNull(readable).value()).isNotNull();
  }

  @Test
  void aPeriodBeyondItsRangeIsNotTaken() {
    assertThat(period(Duration.newBuilder().setNanos(200_000_000))).isPresent();
    assertThat(period(Duration.newBuilder())).isEmpty();
    assertThat(period(Duration.newBuilder().setSeconds(61))).isEmpty();
    assertThat(period(Duration.newBuilder().setSeconds(Long.MAX_VALUE))).isEmpty();
    assertThat(period(Duration.newBuilder().setSeconds(-1))).isEmpty();
  }

  private static java.util.Optional<java.time.Duration> period(Duration.Builder period) {
    return DirectiveMessages.heartbeatPeriod(
        HeartbeatResponse.newBuilder().setHeartbeatPeriod(period).build());
  }
}
