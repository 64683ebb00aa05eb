package io.quorate.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.TimingProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeFilesTest {
  private static final String GOOD =
      """
      cluster: example
      node: a
      data_directory: data/a
      peers:
        - node: a
          kind: data
          host: 127.0.0.1
        - node: b
          kind: data
          host: 127.0.0.2
        - node: w
          kind: witness
          host: 127.0.0.3
      """;

  @Test
  void fillsInDefaults() {
    NodeSettings settings = good(GOOD);

    assertThat(settings.kind()).isEqualTo(NodeKind.DATA);
    assertThat(settings.dataDirectory()).isEqualTo(Path.of("/etc/quorate/data/a"));
    assertThat(settings.self().ports()).isEqualTo(NodePorts.DEFAULT);
    assertThat(settings.bind()).isEqualTo(new BindHosts("127.0.0.1", "127.0.0.1", "127.0.0.1"));
    assertThat(settings.timing()).isEqualTo(TimingProfile.LAN);
    assertThat(settings.limits()).isEqualTo(NodeLimits.DEFAULT);
    assertThat(settings.watchdogDevice()).isNull();
    assertThat(settings.kinds()).containsEntry(new NodeId("w"), NodeKind.WITNESS).hasSize(3);
    assertThat(read(GOOD).findings()).isEmpty();
  }

  @Test
  void takesWhatIsWritten() {
    NodeSettings settings =
        good(
            GOOD.replace("host: 127.0.0.1\n", "host: \"[FD00::1]\"\n    api_port: 9401\n")
                + """
                bind:
                  raft: 192.168.0.1
                timing: fast
                limits:
                  max_groups: 7
                  handover_timeout: 0s
                  min_free_mib: 0
                watchdog_device: /dev/watchdog
                """);

    assertThat(settings.self().host()).isEqualTo("fd00::1");
    assertThat(settings.self().apiAddress()).isEqualTo("[fd00::1]:9401");
    assertThat(settings.bind()).isEqualTo(new BindHosts("192.168.0.1", "fd00::1", "fd00::1"));
    assertThat(settings.timing()).isEqualTo(TimingProfile.FAST);
    assertThat(settings.limits()).isEqualTo(new NodeLimits(7, 64, 64, Duration.ZERO, 0));
    assertThat(settings.watchdogDevice()).isEqualTo(Path.of("/dev/watchdog"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cluster: example|cluster: Example!|1|cluster|is not a name",
        "node: a\\ndata|node: c\\ndata|2|node|is none of the peers",
        "data_directory: data/a|data_directory: /|3|data_directory|is the root",
        "data/a|\"x,y\"|3|data_directory|comma",
        "node: b|node: a|8|peers[1].node|two nodes are called",
        "host: 127.0.0.2|host: 127.0.0.1|8|peers[1].raft_port|is used twice",
        "host: 127.0.0.2|host: 127.0.0.1000|10|peers[1].host|neither an address nor",
        "host: 127.0.0.2|host: 0.0.0.0|10|peers[1].host|no address that others",
        "host: 127.0.0.2|host: 127.0.0.2:7400|10|peers[1].host|neither an address nor",
        "host: 127.0.0.2|'api_port: 7402\\n    host: 127.0.0.2'|8|peers[1].http_port|used twice",
        "host: 127.0.0.2|'api_port: 70000\\n    host: 127.0.0.2'|10|peers[1].api_port|out of range",
        "host: 127.0.0.2|'api_port: 0\\n    host: 127.0.0.2'|10|peers[1].api_port|out of range",
        "kind: witness|kind: observer|12|peers[2].kind|does not vote",
        "  kind: data\\n    host: 127.0.0.2|  host: 127.0.0.2|8|peers[1].kind|is missing",
      })
  void refusesWithPlaceAndKey(String good, String bad, int line, String path, String message) {
    List<FileFinding> findings = refused(GOOD.replace(unquote(good), unquote(bad)));

    assertThat(findings)
        .anySatisfy(
            finding -> {
              assertThat(finding.path()).isEqualTo(path);
              assertThat(finding.line()).isEqualTo(line);
              assertThat(finding.message()).contains(message);
              assertThat(finding.remedy()).isNotEmpty();
              assertThat(finding.toString()).startsWith("node.yaml:" + line + ": " + path + ": ");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timing: lightning",
        "bind: {api: 'http://x'}",
        "limits: {max_groups: 0}",
        "limits: {max_commands: 1025}",
        "limits: {service_log_mib: 0}",
        "limits: {handover_timeout: 2h}",
        "watchdog_device: watchdog",
      })
  void refusesValuesOutOfRange(String more) {
    List<FileFinding> findings = refused(GOOD + more + "\n");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).line()).isEqualTo(14);
  }

  @Test
  void refusesTwoVoters() {
    String twoVoters = GOOD.substring(0, GOOD.indexOf("  - node: w"));

    assertThat(refused(twoVoters).toString()).contains("no majority").contains("add a witness");
  }

  @Test
  void refusesAClusterOfWitnesses() {
    assertThat(refused(GOOD.replace("kind: data", "kind: witness")).toString())
        .contains("nobody could be active");
  }

  @Test
  void warnsOfEvenVotersAndOfASingleDataNode() {
    String four = GOOD + "  - {node: x, kind: data, host: 127.0.0.4}\n";
    String oneData = GOOD.replace("node: b\n    kind: data", "node: b\n    kind: witness");

    assertThat(read(four).findings().toString()).contains("use an odd number");
    assertThat(read(oneData).findings().toString()).contains("nobody can take over");
    assertThat(good(four).peers()).hasSize(4);
  }

  @Test
  void warnsOfAWildcardOnlyWhenWritten() {
    NodeFileReading reading = read(GOOD + "bind: {api: \"::\"}\n");

    assertThat(reading).isInstanceOf(NodeFileReading.Ok.class);
    assertThat(reading.findings().toString()).contains("every address of the machine");
    assertThat(good(GOOD + "bind: {api: \"::\"}\n").bind().api()).isEqualTo("::");
  }

  @Test
  void warnsOfPlainTextBeyondTheMachine() {
    String beyond = beyond();

    assertThat(read(beyond).findings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.isProblem()).isFalse();
              assertThat(warning.path()).isEqualTo("trust_directory");
              assertThat(warning.message()).contains("nothing is encrypted");
            });
    assertThat(read(beyond + "trust_directory: tls\n").findings()).isEmpty();
    assertThat(good(beyond + "trust_directory: tls\n").trustDirectory())
        .isEqualTo(Path.of("/etc/quorate/tls"));
    assertThat(good(GOOD).trustDirectory()).isNull();
  }

  @Test
  void aNameThatIsNotFoundIsOnlyAWarning() {
    String named = beyond().replace("10.0.0.2", "B.example.org") + "trust_directory: tls\n";

    NodeFileReading reading = NodeFiles.read(content(named), names -> new TreeSet<>(names));

    assertThat(reading).isInstanceOf(NodeFileReading.Ok.class);
    assertThat(reading.findings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.line()).isEqualTo(10);
              assertThat(warning.message()).contains("b.example.org");
            });
  }

  @Test
  void findsEverythingAtOnce() {
    String bad = GOOD.replace("cluster: example", "cluster: '?'").replace("127.0.0.3", "'!'");

    assertThat(refused(bad)).extracting(FileFinding::line).containsExactly(1, 13);
  }

  @Test
  void unknownKeysAndMissingFilesAreRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("n.yaml"), "clusters: x\n");

    assertThat(NodeFiles.read(file).findings().toString()).contains("did you mean \"cluster\"");
    assertThat(NodeFiles.read(folder.resolve("none")).findings().toString())
        .contains("there is no such file");
    assertThat(NodeFiles.read(folder).findings().toString()).contains("is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "w"})
  void theExamplesOfTheDistributionAreGood(String node) {
    Path example = Path.of("../node/src/main/dist/etc/quorate-" + node + ".yaml");

    NodeFileReading reading = NodeFiles.read(example);

    assertThat(reading.findings()).isEmpty();
    assertThat(((NodeFileReading.Ok) reading).settings().node().value()).isEqualTo(node);
  }

  /** Nodes on machines of their own. */
  private static String beyond() {
    return GOOD.replace("127.0.0.", "10.0.0.");
  }

  private static String unquote(String text) {
    return text.replace("\\n", "\n");
  }

  private static NodeFileReading read(String text) {
    return NodeFiles.read(content(text), names -> new TreeSet<>());
  }

  private static FileContent content(String text) {
    return new FileContent(
        "node.yaml", Path.of("/etc/quorate"), text.getBytes(StandardCharsets.UTF_8));
  }

  private static NodeSettings good(String text) {
    NodeFileReading reading = read(text);
    assertThat(reading).as(reading.toString()).isInstanceOf(NodeFileReading.Ok.class);
    return ((NodeFileReading.Ok) reading).settings();
  }

  private static List<FileFinding> refused(String text) {
    NodeFileReading reading = read(text);
    assertThat(reading).as(reading.toString()).isInstanceOf(NodeFileReading.Refused.class);
    return reading.findings();
  }
}
