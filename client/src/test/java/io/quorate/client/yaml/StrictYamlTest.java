package io.quorate.client.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.quorate.v1.FailoverPolicy;
import io.quorate.v1.GroupSpec;
import io.quorate.v1.NodeFile;
import io.quorate.v1.NodeKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictYamlTest {

  private static final String GOOD =
      """
      # a group
      name: web
      members:
      - node: a
        endpoints: [10.0.0.1:80]
      - node: b
      timing: {profile: lan, lease: 1500ms}
      failover:
        mode: automatic
        max_restarts: 0
        restart_window: 1h
      resources:
      - name: server
        service:
          command: [/usr/bin/server, --port, 8080]
          environment: {PORT: 8080, COUNTRY: no}
          readiness:
            tcp: {host: "::1", port: 8080}
      """;

  @Test
  void readsAGroup() {
    Parsed.Ok<GroupSpec> ok = ok(GOOD, GroupSpec.getDefaultInstance());
    GroupSpec spec = ok.message();
    assertThat(spec.getName()).isEqualTo("web");
    assertThat(spec.getMembers(0).getEndpointsList()).containsExactly("10.0.0.1:80");
    assertThat(spec.getTiming().getLease().getSeconds()).isEqualTo(1);
    assertThat(spec.getTiming().getLease().getNanos()).isEqualTo(500_000_000);
    assertThat(spec.getFailover().getMode()).isEqualTo(FailoverPolicy.Mode.AUTOMATIC);
    assertThat(spec.getFailover().hasMaxRestarts()).isTrue();
    assertThat(spec.getResources(0).getService().getCommandList())
        .containsExactly("/usr/bin/server", "--port", "8080");
    assertThat(spec.getResources(0).getService().getEnvironmentMap())
        .containsEntry("PORT", "8080")
        .containsEntry("COUNTRY", "no");
    assertThat(ok.positions().lineOf("resources[0].service.command")).isEqualTo(15);
    assertThat(ok.positions().lineOf("members[1].endpoints[3]")).isEqualTo(6);
    assertThat(ok.positions().lineOf("checks")).isEqualTo(2);
  }

  @Test
  void readsANodeFile() {
    String text =
        """
        cluster: demo
        node: a
        peers:
        - {node: a, kind: data, host: 127.0.0.1}
        - {node: w, kind: WITNESS, host: "::1", raft_port: 7400}
        """;
    NodeFile file = ok(text, NodeFile.getDefaultInstance()).message();
    assertThat(file.getPeers(0).getKind()).isEqualTo(NodeKind.DATA);
    assertThat(file.getPeers(1).getKind()).isEqualTo(NodeKind.WITNESS);
    assertThat(file.getPeers(1).getRaftPort()).isEqualTo(7400);
  }

  @Test
  void findsAllProblemsAtOnceWithPlaceAndRemedy() {
    String text =
        """
        name: web
        name: db
        membres: []
        timing:
          lease: 3
        failover:
          mode: sometimes
          max_restarts: "2"
          delay:
        resources:
        - name: x
          service:
            command: /bin/run --fast
            readyTimeout: 3s
          hook: {timeout: -1s}
        checks: {name: y}
        """;
    assertThat(problems(text))
        .containsExactly(
            "line 2, column 1: name: the key \"name\" stands here twice (first in line 1); remove"
                + " one of the two",
            "line 3, column 1: membres: unknown key \"membres\"; did you mean \"members\"?"
                + " Known keys: name, members, timing, failover, resources, checks,"
                + " configuration, deliveries, facts",
            "line 5, column 10: timing.lease: \"3\" has no unit;"
                + " write a number and a unit (h, m, s, ms), for example 3s or 3ms",
            "line 7, column 9: failover.mode: \"sometimes\" is not allowed here;"
                + " allowed values: automatic, manual",
            "line 8, column 17: failover.max_restarts: \"2\" is not a whole number;"
                + " write digits only, without quotes, unit or leading zero",
            "line 9, column 3: failover.delay: \"delay\" has no value;"
                + " write a value, or leave the key out for the default",
            "line 13, column 14: resources[0].service.command: a list is wanted here, not a single"
                + " value; write a list: command: [/bin/run, --fast]",
            "line 14, column 5: resources[0].service.readyTimeout: unknown key \"readyTimeout\";"
                + " did you mean \"ready_timeout\"? Known keys: command, environment, directory,"
                + " readiness, ready_timeout, ready_period, stop_command, stop_signal,"
                + " stop_timeout, user, group, isolation",
            "line 15, column 3: resources[0].hook: \"hook\" cannot stand beside \"service\"; keep"
                + " one of the two",
            "line 15, column 19: resources[0].hook.timeout: \"-1s\" is not a duration;"
                + " write a number and a unit (h, m, s, ms), for example 3s or 3ms",
            "line 16, column 9: checks: a list is wanted here, not keys and values;"
                + " write a list: each item on a line of its own that begins with \"- \"");
  }

  @Test
  void refusesWhatIsNotADocument() {
    assertThat(problems("")).singleElement().asString().contains("the file is empty");
    assertThat(problems("# only a comment\n"))
        .singleElement()
        .asString()
        .contains("the file is empty");
    assertThat(problems("- web"))
        .singleElement()
        .asString()
        .contains("keys and values are wanted here");
    assertThat(problems("name: a\n---\nname: b"))
        .singleElement()
        .asString()
        .contains("2 documents");
    assertThat(problems("name: [a\nmembers: b"))
        .singleElement()
        .asString()
        .startsWith("line 2, column 8: not valid YAML");
    assertThat(problems("name: a\n\tmembers: b"))
        .singleElement()
        .asString()
        .startsWith("line 2, column 1:");
    assertThat(problems("name: a\u0001b"))
        .singleElement()
        .asString()
        .startsWith("line 1, column 8: the character U+0001");
    Parsed<GroupSpec> latin1 =
        StrictYaml.parse(
            "name: ä".getBytes(StandardCharsets.ISO_8859_1), GroupSpec.getDefaultInstance());
    assertThat(texts(latin1)).singleElement().asString().contains("not UTF-8");
  }

  @Test
  void boundsWhatADocumentMayCost() {
    String long1MiB = "name: " + "x".repeat(StrictYaml.MAX_BYTES);
    assertThat(problems(long1MiB)).singleElement().asString().contains("larger than 1 MiB");
    assertThat(problems("name: " + "[".repeat(100) + "]".repeat(100))).isNotEmpty();
    StringBuilder laughs = new StringBuilder("checks: [");
    laughs.append("&a0 {name: x}");
    for (int i = 1; i < 12; i++) {
      laughs.append(", &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ",").repeat(9)).append("]");
    }
    assertThat(problems(laughs.append("]").toString()).size()).isBetween(1, 100);
    String cycle = "name: x\nresources: &r\n- *r\n";
    assertThat(problems(cycle)).isNotEmpty();
    String shared = "name: x\nmembers:\n- &a {node: a}\n- *a\n";
    assertThat(ok(shared, GroupSpec.getDefaultInstance()).message().getMembersCount()).isEqualTo(2);
  }

  @Test
  void refusesTagsMergeKeysAndStrangeKeys() {
    assertThat(problems("name: !!java.net.URL x")).singleElement().asString().contains("tag");
    assertThat(problems("<<: {name: x}"))
        .singleElement()
        .asString()
        .contains("merge keys are not supported");
    assertThat(problems("? [a]\n: b")).singleElement().asString().contains("a key must be a name");
    assertThat(problems("~: b")).singleElement().asString().contains("a key must be a name");
    assertThat(problems("name: {a: b}"))
        .singleElement()
        .asString()
        .contains("one value is wanted here");
    assertThat(problems("members: [~]")).singleElement().asString().contains("members[0]");
    assertThat(problems("members: [a]"))
        .singleElement()
        .asString()
        .contains("keys: node, endpoints");
  }

  @Test
  void refusesNumbersOutOfRange() {
    String tcp = "checks: [{name: x, probe: {tcp: {host: h, port: %s}}}]";
    assertThat(problems(tcp.formatted("-1")))
        .singleElement()
        .asString()
        .contains("from 0 to 4294967295");
    assertThat(problems(tcp.formatted("4294967296")))
        .singleElement()
        .asString()
        .contains("out of range");
    assertThat(problems(tcp.formatted("0x10")))
        .singleElement()
        .asString()
        .contains("not a whole number");
    assertThat(problems(tcp.formatted("080"))).singleElement().asString().contains("leading zero");
  }

  @Test
  void readsSeveralDocumentsAndKeepsTheLinesOfTheFile() {
    String text = "---\nname: a\n---\nname: b\nfoo: 1\n---\n";
    List<Parsed<GroupSpec>> all =
        StrictYaml.parseAll(text.getBytes(StandardCharsets.UTF_8), GroupSpec.getDefaultInstance());
    assertThat(all).hasSize(2);
    assertThat(all.get(0)).isInstanceOf(Parsed.Ok.class);
    assertThat(texts(all.get(1))).singleElement().asString().startsWith("line 5, column 1: foo:");
  }

  @Test
  void readsDurations() {
    assertThat(DurationText.parse("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(DurationText.parse("1.5s")).contains(Duration.ofMillis(1500));
    assertThat(DurationText.parse("0s")).contains(Duration.ZERO);
    assertThat(DurationText.parse("90m")).contains(Duration.ofMinutes(90));
    assertThat(DurationText.parse("5us7ns")).contains(Duration.ofNanos(5_007));
    for (String wrong :
        List.of("", "3", "s", "-3s", "3 s", "3s2m", "0.5ns", "1e3s", "9999999999h", "3S")) {
      assertThat(DurationText.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void findsTheNameThatWasMeant() {
    List<String> known = List.of("ready_timeout", "stop_timeout", "command");
    assertThat(KnownNames.advice("comand", known, "keys")).startsWith("did you mean \"command\"?");
    assertThat(KnownNames.advice("Stop-Timeout", known, "keys"))
        .startsWith("did you mean \"stop_timeout\"?");
    assertThat(KnownNames.advice("zzz", known, "keys"))
        .isEqualTo("keys: ready_timeout, stop_timeout, command");
    assertThat(KnownNames.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(KnownNames.distance("", "abc")).isEqualTo(3);
  }

  private static <M extends Message> Parsed.Ok<M> ok(String text, M prototype) {
    return StrictYaml.parse(text, prototype)
        .dispatch(
            new Parsed.Cases<M, Parsed.Ok<M>>() {
              @Override
              public Parsed.Ok<M> ok(Parsed.Ok<M> ok) {
                return ok;
              }

              @Override
              public Parsed.Ok<M> problems(Parsed.Problems<M> problems) {
                throw new AssertionError("refused: " + problems.problems());
              }
            });
  }

  private static List<String> problems(String text) {
    return texts(StrictYaml.parse(text, GroupSpec.getDefaultInstance()));
  }

  private static List<String> texts(Parsed<GroupSpec> parsed) {
    return parsed instanceof Parsed.Problems<GroupSpec> refused
        ? refused.problems().stream().map(Problem::toString).toList()
        : List.of();
  }
}
