package io.quorate.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroupFilesTest {
  private static final SortedMap<NodeId, NodeKind> UNKNOWN = new TreeMap<>();

  @Test
  void theExampleOfTheDistributionIsGood() {
    GroupFile file =
        GroupFiles.read(Path.of("../node/src/main/dist/etc/group-example.yaml"), UNKNOWN);

    assertThat(file.findings()).isEmpty();
    assertThat(file.groups()).hasSize(1);
  }

  @Test
  void readsSeveralDeclarationsAndNamesTheLineOfEachProblem() throws IOException {
    GroupFile file =
        read(
            """
            name: one
            members: [{node: a}, {node: b}]
            ---
            name: two
            members:
              - node: a
              - node: a
            timing:
              lease: 10ms
            ---
            name: one
            members: [{node: a}, {node: b}]
            ---
            nam: three
            """,
            UNKNOWN);

    assertThat(file.acceptable()).isFalse();
    assertThat(file.groups())
        .extracting(declared -> declared.spec().name().value())
        .contains("one");
    assertThat(file.findings())
        .extracting(FileFinding::line, FileFinding::path)
        .contains(
            tuple(7, "members[1].node"),
            tuple(9, "timing.lease"),
            tuple(11, "name"),
            tuple(14, "nam"));
  }

  @Test
  void membersMustBeDataNodesOfTheClusterWhereThatIsKnown() throws IOException {
    TreeMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(new NodeId("a"), NodeKind.DATA);
    nodes.put(new NodeId("w"), NodeKind.WITNESS);

    GroupFile file = read("name: g\nmembers: [{node: w}, {node: x}]\n", nodes);

    assertThat(file.findings().toString())
        .contains("which is never active")
        .contains("is not a node of this cluster");
  }

  @Test
  void aSingleMemberIsWarnedOf() throws IOException {
    GroupFile file = read("name: g\nmembers: [{node: a}]\n", UNKNOWN);

    assertThat(file.acceptable()).isTrue();
    assertThat(file.findings().toString()).contains("nobody can take over");
  }

  /** Each of these, alone, would end a process that ran it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          checks[0].probe.http.url            | checks: [{name: c, probe: {http: {url: "http://my_service:8080/health"}}}]
          checks[0].probe.http.url            | checks: [{name: c, probe: {http: {url: "http://h/a b"}}}]
          checks[0].probe.http.url            | checks: [{name: c, probe: {http: {url: "http://h/{id}"}}}]
          checks[0].probe.http.url            | checks: [{name: c, probe: {http: {url: "http://h:99999/"}}}]
          checks[0].probe.tcp.host            | checks: [{name: c, probe: {tcp: {host: "", port: 1}}}]
          checks[0].probe.tcp.port            | checks: [{name: c, probe: {tcp: {host: h, port: 4294967295}}}]
          checks[0].probe.exec.command        | checks: [{name: c, probe: {exec: {command: [""]}}}]
          checks[0].period                    | checks: [{name: c, period: 3000000h, probe: {exec: {command: [x]}}}]
          checks[0].failures                  | checks: [{name: c, failures: 0, probe: {exec: {command: [x]}}}]
          checks[0].successes                 | checks: [{name: c, successes: 4294967295, probe: {exec: {command: [x]}}}]
          resources[0].hook.promote           | resources: [{name: h, hook: {promote: [""]}}]
          resources[0].hook.demote            | resources: [{name: h, hook: {demote: [" "]}}]
          resources[0].hook.quiesce[1]        | resources: [{name: h, hook: {quiesce: [x, "a\\0b"]}}]
          resources[0].hook.timeout           | resources: [{name: h, hook: {promote: [x], timeout: 3000000h}}]
          resources[0].hook.environment       | resources: [{name: h, hook: {promote: [x], environment: {"a=b": c}}}]
          resources[0].hook.environment       | resources: [{name: h, hook: {promote: [x], environment: {"": c}}}]
          resources[0].hook.environment.A     | resources: [{name: h, hook: {promote: [x], environment: {A: "\\0"}}}]
          resources[0].hook.environment.A     | resources: [{name: h, hook: {promote: [x], environment: {A: "\\ud800"}}}]
          resources[0].service.command        | resources: [{name: s, service: {command: []}}]
          resources[0].service.command[1]     | resources: [{name: s, service: {command: [x, "\\0"]}}]
          resources[0].service.stop_command   | resources: [{name: s, service: {command: [x], stop_command: [""]}}]
          resources[0].service.directory      | resources: [{name: s, service: {command: [x], directory: "/srv\\0"}}]
          resources[0].service.stop_signal    | resources: [{name: s, service: {command: [x], stop_signal: STOP}}]
          resources[0].service.ready_timeout  | resources: [{name: s, service: {command: [x], ready_timeout: 3000000h}}]
          failover.delay                      | failover: {delay: 3000000h}
          failover.failback_delay             | failover: {failback_delay: 87000000h}
          failover.restart_window             | failover: {restart_window: 3000000h}
          failover.max_restarts               | failover: {max_restarts: 4294967295}
          timing.lease                        | timing: {lease: 3000000h}
          timing.heartbeat                    | timing: {heartbeat: 87000000h}
          members[0].endpoints[0]             | members: [{node: a, endpoints: ["h:0"]}]
          """)
  void whatCouldNotRunIsRefusedWithItsLine(String path, String text) throws IOException {
    String members = text.startsWith("members") ? "" : "members: [{node: a}]\n";
    GroupFile file = read("name: g\n" + members + text + "\n", UNKNOWN);

    assertThat(file.acceptable()).isFalse();
    assertThat(file.findings().stream().filter(FileFinding::isProblem))
        .extracting(FileFinding::path, FileFinding::line)
        .contains(tuple(path, members.isEmpty() ? 2 : 3));
  }

  private static GroupFile read(String text, SortedMap<NodeId, NodeKind> nodes) throws IOException {
    return GroupFiles.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), nodes);
  }
}
