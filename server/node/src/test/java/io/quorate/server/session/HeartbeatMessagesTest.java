package io.quorate.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.MemberState;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.Span;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.DeliveryStatus;
import io.quorate.v1.FactStatus;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.NodeState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever a node says is taken or refused by name; nothing of it throws. */
final class HeartbeatMessagesTest {
  private static GroupReport.Builder report() {
    return GroupReport.newBuilder().setGroup("g").setEpoch(7).setState(NodeState.NODE_ACTIVE);
  }

  private static HeartbeatRequest.Builder heartbeat() {
    return HeartbeatRequest.newBuilder()
        .setCluster("c")
        .setNode("a")
        .setTerm(3)
        .setLowestLevel(1)
        .setHighestLevel(1)
        .setReports(io.quorate.v1.Span.newBuilder().setNumber(4));
  }

  private static List<String> paths(HeartbeatRequest.Builder heartbeat) {
    return HeartbeatMessages.read(heartbeat.build()).refusals().stream()
        .map(Refusal::path)
        .toList();
  }

  private static Heartbeat good(HeartbeatRequest.Builder heartbeat) {
    Read<Heartbeat> read = HeartbeatMessages.read(heartbeat.build());
    return Objects.requireNonNull(read.value(), () -> read.refusals().toString());
  }

  @Test
  void readsWhatItWrites() {
    FactStatus known =
        FactStatus.newBuilder()
            .setName("x")
            .setState(FactStatus.State.KNOWN)
            .setText("1.2")
            .build();
    FactStatus failed =
        FactStatus.newBuilder().setName("y").setState(FactStatus.State.FAILED).build();
    DeliveryStatus closed =
        DeliveryStatus.newBuilder()
            .setName("app")
            .setRevision(4)
            .setState(DeliveryStatus.State.KEY_MISMATCH)
            .setSecretMissing(true)
            .build();
    Heartbeat beat =
        good(
            heartbeat()
                .addGroups(report().addFacts(known).addFacts(failed).addDeliveries(closed))
                .addGone("old"));

    assertThat(good(HeartbeatMessages.message(beat))).isEqualTo(beat);
    assertThat(HeartbeatMessages.message(beat).getGroups(0).getFactsList())
        .containsExactly(known, failed);
    assertThat(HeartbeatMessages.message(beat).getGroups(0).getDeliveriesList())
        .containsExactly(closed);
    assertThat(beat.reports().span()).isEqualTo(new Span(0, 4));
    assertThat(beat.reports().gone()).containsExactly(new GroupId("old"));
  }

  @Test
  void eachFieldThatCannotBeIsNamed() {
    HeartbeatRequest.Builder heartbeat =
        heartbeat()
            .setNode("A")
            .setTerm(-1)
            .setHighestLevel(0)
            .setReports(io.quorate.v1.Span.newBuilder().setBase(9).setNumber(4))
            .setToldTerm(-1)
            .setToldNumber(-1)
            .addGone("NO")
            .addGroups(report())
            .addGroups(
                report()
                    .setGroup("")
                    .setEpoch(-1)
                    .setReleasedEpoch(Long.MIN_VALUE)
                    .setFailedEpoch(-2)
                    .setRevision(-3))
            .addGroups(report());

    assertThat(paths(heartbeat))
        .containsExactlyInAnyOrder(
            "groups[1].group",
            "groups[1].epoch",
            "groups[1].released_epoch",
            "groups[1].failed_epoch",
            "groups[1].revision",
            "groups[2].group",
            "gone",
            "node",
            "term",
            "lowest_level",
            "reports",
            "told_term",
            "told_number");
    assertThat(HeartbeatMessages.read(heartbeat.build()).refusals())
        .extracting(Refusal::path, Refusal::message)
        .contains(tuple("groups[1].epoch", "18446744073709551615 is out of range"));
  }

  @Test
  void moreGroupsThanAClusterCanHaveAreNotLookedAt() {
    HeartbeatRequest.Builder heartbeat = heartbeat();
    for (int i = 0; i < 66_000; i++) {
      heartbeat.addGroups(report().setEpoch(-1));
    }
    assertThat(paths(heartbeat)).containsExactly("groups");
  }

  @Test
  void wordsAreKeptOnOneLineAndWhatIsNotKnownSaysNothing() {
    Heartbeat beat =
        good(
            heartbeat()
                .addGroups(
                    report()
                        .setCause("ends\0here\n" + "x".repeat(5_000))
                        .setStateValue(99)
                        .setQuiescingValue(99)
                        .addChecks(CheckStatus.newBuilder().setName("ping").setCritical(true))));
    MemberReport read = Objects.requireNonNull(beat.reports().present().get(new GroupId("g")));

    assertThat(read.epoch()).isEqualTo(new Epoch(7));
    assertThat(read.state()).isEqualTo(MemberState.UNCONFIGURED);
    assertThat(read.quiescing()).isEqualTo(MemberReport.Quiescing.NO);
    assertThat(read.cause()).startsWith("ends here x").hasSize(1_000);
    assertThat(read.failingChecks()).containsExactly("ping");
  }
}
