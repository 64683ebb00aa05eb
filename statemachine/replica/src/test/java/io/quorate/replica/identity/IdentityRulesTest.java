package io.quorate.replica.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.replica.peer.PeerId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdentityRulesTest {
  private static final NodeId NODE = new NodeId("a");
  private static final PeerId PEER = new PeerId("a");
  private static final DataIdentity OWN =
      new DataIdentity("prod", NODE, PEER, new UUID(1, 1), Standing.MEMBER);

  private static StartDecision decide(
      StartMode mode, @Nullable DataIdentity outer, @Nullable DataIdentity inner, boolean log) {
    return IdentityRules.decide("prod", NODE, PEER, mode, new Found(outer, inner, log, log));
  }

  private static String refusal(StartDecision decision) {
    assertThat(decision).isInstanceOf(StartDecision.Refuse.class);
    StartDecision.Refuse refuse = (StartDecision.Refuse) decision;
    assertThat(refuse.remedy()).isNotBlank();
    return refuse.what();
  }

  @Test
  void anEmptyDirectoryIsFormattedOnlyWhenTold() {
    assertThat(decide(StartMode.BOOTSTRAP, null, null, false))
        .isEqualTo(new StartDecision.Format());
    assertThat(decide(StartMode.JOIN, null, null, false)).isEqualTo(new StartDecision.Format());
    assertThat(refusal(decide(StartMode.RESTART, null, null, false))).contains("empty");
  }

  @Test
  void aMemberGoesOnOnlyWithItsOwnLog() {
    assertThat(decide(StartMode.RESTART, OWN, OWN, true)).isEqualTo(new StartDecision.Proceed(OWN));
    assertThat(refusal(decide(StartMode.RESTART, OWN, null, false))).contains("log is gone");
    assertThat(refusal(decide(StartMode.RESTART, OWN, null, true))).contains("not written by");
    DataIdentity earlier = new DataIdentity("prod", NODE, PEER, new UUID(2, 2), Standing.MEMBER);
    assertThat(refusal(decide(StartMode.RESTART, OWN, earlier, true))).contains("incarnation");
    assertThat(refusal(decide(StartMode.RESTART, null, OWN, true))).contains("no identity");
  }

  @Test
  void aMemberIsNeverFormattedAgain() {
    for (StartMode mode : StartMode.values()) {
      assertThat(decide(mode, OWN, null, false)).isInstanceOf(StartDecision.Refuse.class);
      if (mode != StartMode.RESTART) {
        assertThat(refusal(decide(mode, OWN, OWN, true))).contains("already holds");
      }
    }
  }

  @Test
  void foreignDataIsRefusedByName() {
    DataIdentity cluster = new DataIdentity("test", NODE, PEER, new UUID(1, 1), Standing.MEMBER);
    assertThat(refusal(decide(StartMode.RESTART, cluster, cluster, true)))
        .contains("'test'")
        .contains("'prod'");
    DataIdentity node =
        new DataIdentity("prod", new NodeId("b"), new PeerId("b"), new UUID(1, 1), Standing.MEMBER);
    assertThat(refusal(decide(StartMode.RESTART, node, node, true))).contains("node b");
    DataIdentity replaced =
        new DataIdentity("prod", NODE, new PeerId("a-1"), new UUID(1, 1), Standing.MEMBER);
    assertThat(refusal(decide(StartMode.RESTART, replaced, replaced, true))).contains("peer a-1");
  }

  @Test
  void aFirstStartThatWasInterruptedBeginsAgainTheSameWay() {
    DataIdentity forming = OWN.as(Standing.FORMING);
    assertThat(decide(StartMode.BOOTSTRAP, forming, null, true))
        .isEqualTo(new StartDecision.Format());
    assertThat(refusal(decide(StartMode.RESTART, forming, null, true))).contains("interrupted");
    DataIdentity joining = OWN.as(Standing.JOINING);
    assertThat(decide(StartMode.JOIN, joining, null, false)).isEqualTo(new StartDecision.Format());
    assertThat(refusal(decide(StartMode.BOOTSTRAP, joining, null, false))).contains("interrupted");
  }

  @Test
  void onceSealedItMayHaveAcknowledgedAndIsNotFormatted() {
    DataIdentity forming = OWN.as(Standing.FORMING);
    assertThat(decide(StartMode.RESTART, forming, OWN.as(Standing.FORMING), true))
        .isEqualTo(new StartDecision.Proceed(forming));
    DataIdentity learning = OWN.as(Standing.LEARNING);
    assertThat(decide(StartMode.JOIN, learning, learning, true))
        .isEqualTo(new StartDecision.Proceed(learning));
    assertThat(refusal(decide(StartMode.JOIN, learning, null, false))).contains("log is gone");
  }
}
