package io.quorate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeAddressTest {

  @Test
  void readsWhatPeopleWrite() {
    assertThat(NodeAddress.parse("10.0.0.1:80")).isEqualTo(new NodeAddress("10.0.0.1", 80));
    assertThat(NodeAddress.parse("node-a.example"))
        .isEqualTo(new NodeAddress("node-a.example", 7401));
    assertThat(NodeAddress.parse("[::1]:7501")).isEqualTo(new NodeAddress("::1", 7501));
    assertThat(NodeAddress.parse("[fe80::1%eth0]"))
        .isEqualTo(new NodeAddress("fe80::1%eth0", 7401));
    assertThat(NodeAddress.parse("[::1]:7501").toString()).isEqualTo("[::1]:7501");
    assertThat(NodeAddress.parse("a").toString()).isEqualTo("a:7401");
  }

  @Test
  void refusesTheRest() {
    for (String wrong :
        List.of(
            "",
            ":80",
            "a:",
            "a:0",
            "a:65536",
            "a:x",
            "::1",
            "[::1",
            "[::1]80",
            "[]:1",
            "a b:1",
            "http://a:1")) {
      assertThatThrownBy(() -> NodeAddress.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
