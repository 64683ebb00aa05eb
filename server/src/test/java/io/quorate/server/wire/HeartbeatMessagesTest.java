package io.quorate.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quorate.core.Epoch;
import io.quorate.core.Read;
import io.quorate.core.Refusal;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.MemberState;
import io.quorate.v1.CheckStatus;
import io.quorate.v1.GroupReport;
import io.quorate.v1.HeartbeatRequest;
import io.quorate.v1.NodeState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class HeartbeatMessagesTest {
  private static GroupReport.Builder report() {
    return GroupReport.newBuilder().setGroup("g").setEpoch(7).setState(NodeState.NODE_ACTIVE);
  }

  private static HeartbeatRequest.Builder heartbeat() {
    return HeartbeatRequest.newBuilder().setCluster("c").setNode("a").setTerm(3);
  }

  private static List<String> paths(HeartbeatRequest.Builder heartbeat) {
    return HeartbeatMessages.refusals(heartbeat.build()).stream().map(Refusal::path).toList();
  }

  @Test
  void anOrdinaryOneIsTaken() {
    assertThat(paths(heartbeat().addGroups(report()))).isEmpty();
  }

  @Test
  void eachFieldThatCannotBeIsNamed() {
    HeartbeatRequest.Builder heartbeat =
        heartbeat()
            .setNode("A")
            .setTerm(-1)
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
        .containsExactly(
            "node",
            "term",
            "groups[1].revision",
            "groups[1].epoch",
            "groups[1].released_epoch",
            "groups[1].failed_epoch",
            "groups[1].group",
            "groups[2].group");
    assertThat(HeartbeatMessages.refusals(heartbeat.build()))
        .extracting(Refusal::path, Refusal::message)
        .contains(tuple("groups[1].epoch", "18446744073709551615 is out of range"));
  }

  @Test
  void moreGroupsThanAClusterCanHaveAreNotLookedAt() {
    HeartbeatRequest.Builder heartbeat = heartbeat();
    for (int i = 0; i < 5_000; i++) {
      heartbeat.addGroups(report().setEpoch(-1));
    }
    assertThat(paths(heartbeat)).containsExactly("groups");
  }

  @Test
  void aReportIsReadOrRefused() {
    Read<MemberReport> read =
        HeartbeatMessages.report(
            report()
                .setCause("ends\0here\n" + "x".repeat(5_000))
                .setStateValue(99)
                .setQuiescingValue(99)
                .addChecks(CheckStatus.newBuilder().setName("ping").setCritical(true))
                .build());
    MemberReport good = Objects.requireNonNull(read.value());

    assertThat(good.epoch()).isEqualTo(new Epoch(7));
    assertThat(good.state()).isEqualTo(MemberState.UNCONFIGURED);
    assertThat(good.quiescing()).isEqualTo(MemberReport.Quiescing.NO);
    assertThat(good.cause()).startsWith("ends here x").hasSize(1_000);
    assertThat(HeartbeatMessages.report(report().setEpoch(-1).build()).value()).isNull();
  }
}
