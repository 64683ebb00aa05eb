package io.quorate.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What peers say, and whether they are there. */
final class PeerAnswersTest {
  @Test
  void etcdTellsWhoLeads() {
    String leads = "{\"header\":{\"member_id\":\"17\"},\"leader\":\"17\",\"raftTerm\":\"2\"}";

    assertThat(EtcdQuestion.part(leads)).contains(Leader.Part.LEADS);
    assertThat(EtcdQuestion.part(leads.replace("\"leader\":\"17\"", "\"leader\":\"4\"")))
        .contains(Leader.Part.FOLLOWS);
    assertThat(EtcdQuestion.part(leads.replace("\"leader\":\"17\",", ""))).isEmpty();
    assertThat(EtcdQuestion.part("no JSON")).isEmpty();
  }

  @Test
  void zooKeeperTellsWhoLeads() {
    assertThat(ZooKeeperQuestion.part("Zxid: 0x1\nMode: leader\nNode count: 5\n"))
        .contains(Leader.Part.LEADS);
    assertThat(ZooKeeperQuestion.part("Mode: follower\n")).contains(Leader.Part.FOLLOWS);
    assertThat(
            ZooKeeperQuestion.part("This ZooKeeper instance is not currently serving requests\n"))
        .isEmpty();
  }

  @Test
  void etcdsMessagesAreAsItsProtocolHasThem() {
    byte[] put = EtcdWire.put(new byte[] {'k'}, new byte[] {'v', 'w'});

    assertThat(put).containsExactly(0x0a, 1, 'k', 0x12, 2, 'v', 'w');
    assertThat(EtcdWire.range(new byte[] {'k'})).containsExactly(0x0a, 1, 'k');
    assertThat(EtcdWire.found(new byte[] {0x0a, 2, 0x08, 1, 0x12, 0, 0x20, 1})).isTrue();
    assertThat(EtcdWire.found(new byte[] {0x0a, 2, 0x08, 1})).isFalse();
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> EtcdPeer.find(Path.of("/nowhere/etcd")))
        .isInstanceOf(PeerMissingException.class)
        .hasMessageContaining("/nowhere/etcd");
  }

  @Test
  void valuesDifferAndKeysTakeTurns() {
    assertThat(Entries.value(12)).hasSize(Entries.VALUE_BYTES).isNotEqualTo(Entries.value(1_012));
    assertThat(new String(Entries.value(12), StandardCharsets.US_ASCII))
        .startsWith("0000000000000012x");
    assertThat(Entries.key(12)).isEqualTo("load/0012").isEqualTo(Entries.key(1_012));
  }
}
