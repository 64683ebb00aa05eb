package io.quorate.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "[FD00::1], fd00::1",
    "fe80::1%eth0, fe80::1%eth0",
    "Node-A.Example.ORG, node-a.example.org",
    "localhost, localhost",
    "0.0.0.0, 0.0.0.0",
  })
  void bringsEachFormToOne(String written, String normal) {
    assertThat(Hosts.normal(written)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[10.0.0.1]",
        "[::1",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "a b",
        "a:1",
        "*",
        "-a",
        "a..b",
        ":::1",
        "10.0.0.1/24"
      })
  void refusesOtherForms(String written) {
    assertThat(Hosts.normal(written)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "0:0:0:0:0:0:0:0"})
  void knowsWildcards(String host) {
    assertThat(Hosts.isWildcard(host)).isTrue();
    assertThat(Hosts.isWildcard("10.0.0.1")).isFalse();
  }
}
