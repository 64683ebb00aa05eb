package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.agent.Act;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.fuzz.Mutations;
import io.quorate.core.serving.Ending;
import io.quorate.core.serving.Stage;
import io.quorate.server.check.CheckSpec;
import io.quorate.server.check.CheckThresholds;
import io.quorate.server.check.LocalProbe;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.GroupFile;
import io.quorate.server.files.GroupFiles;
import io.quorate.server.guard.GuardSpec;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProgramRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever text is given as a group file ends in findings or in declarations of which everything
 * can be made that a node makes of them.
 */
final class AcceptedRunsFuzzTest {
  private static final int ROUNDS = 15_000;
  private static final Path FOLDER = Path.of("/var/lib/quorate");
  private static final ProcessMarker MARKER = ProcessMarker.of("test", "g", "1", "n");
  private static final PlaceSetting SETTINGS =
      new PlaceSetting(new NodeId("a"), FOLDER, 1 << 20, null);

  /** What a changed text is likely to be wrong with. */
  private static final List<byte[]> WORDS =
      Stream.of(
              "\"\"",
              "\" \"",
              "\"\\0\"",
              "\"\\ud800\"",
              "[]",
              "[\"\"]",
              "{}",
              "-1",
              "0",
              "65536",
              "4294967295",
              "18446744073709551615",
              "3000000h",
              "9999999999999999h",
              "-1s",
              "0s",
              "1ns",
              "_",
              "=",
              "{",
              "|",
              "&a ",
              "*a",
              "<<: ",
              "!!str ",
              "? ",
              "---\n",
              "http://my_service:8080/",
              "http://h:99999/",
              "[::1]:0",
              "\n",
              "\t",
              "null",
              "~")
          .map(word -> word.getBytes(StandardCharsets.UTF_8))
          .toList();

  static Stream<byte[]> files() {
    return Stream.of(
            """
            name: g
            members:
              - {node: a, endpoints: ["10.0.0.1:80", "[::1]:80"]}
              - node: b
            timing: {profile: fast, lease: 500ms}
            failover: {mode: manual, delay: 1s, preferred_node: a, max_restarts: 3}
            resources:
              - name: address
                hook: {promote: [up, "1"], demote: [down], timeout: 5s, environment: {A: b}}
              - name: database
                service:
                  command: [/bin/run, --port, "5432"]
                  environment: {HOME: /srv/x}
                  directory: /srv/x
                  readiness: {tcp: {host: 127.0.0.1, port: 5432}}
                  ready_timeout: 20s
                  stop_command: [/bin/run, --stop]
                  stop_signal: INT
                  stop_timeout: 15s
            """,
            """
            name: checks
            members: [{node: a}]
            checks:
              - {name: web, period: 1s, probe: {http: {url: "http://h:80/x?y=%20", status: 204}}}
              - {name: run, failures: 2, successes: 1, probe: {exec: {command: [x, y]}}}
              - {name: tcp, severity: warning, where: everywhere, probe: {tcp: {host: h, port: 1}}}
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void aGroupFileIsReadAndWhatIsTakenCanRun(byte[] text) throws IOException {
    GroupFile file = GroupFiles.read(new ByteArrayInputStream(text), new TreeMap<>());
    assertThat(file.findings().stream().map(FileFinding::toString)).doesNotContain("");
    file.groups().forEach(declared -> make(declared.spec()));
  }

  private static void make(GroupSpec spec) {
    guard(spec);
    spec.resources().forEach(resource -> resource.dispatch(new Kinds()));
    spec.checks().forEach(AcceptedRunsFuzzTest::check);
  }

  private static void guard(GroupSpec spec) {
    try {
      Act act =
          new Act(
              spec,
              Stage.PROMOTING,
              new Epoch(1),
              "",
              new ClockReading(1, 1, 1),
              spec.timing().fenceDelay(),
              Ending.LOST,
              null);
      GuardSpec guard = GuardSpecs.of(act, SETTINGS, own -> new TreeMap<>(own.variables()));
      guard.services().forEach(service -> variables(new Environment(service.environment())));
    } catch (InvalidPathException locale) {
      assertThat(locale.getInput()).as("a folder that this locale cannot name").isNotEmpty();
    }
  }

  private static void check(HealthCheck check) {
    LocalProbe probe = new LocalProbe(check.name(), check.probe(), new TreeMap<>(), FOLDER);
    CheckThresholds thresholds = new CheckThresholds(check.failures(), check.successes());
    assertThat(new CheckSpec(probe, check.period(), check.timeout(), thresholds)).isNotNull();
    check.probe().dispatch(new Probes(check.timeout()));
  }

  private static void run(@Nullable Program command, Duration limit) {
    if (command != null && !limit.isZero()) {
      new ProgramRun(command.line(), new TreeMap<>(), FOLDER, limit, MARKER);
    }
  }

  /** The JDK refuses some names and values only here. */
  private static void variables(Environment environment) {
    new ProcessBuilder("x").environment().putAll(environment.variables());
  }

  /** What a node makes of each kind of resource. */
  private static final class Kinds implements Resource.Cases<Resource> {
    @Override
    public Resource service(Resource.Service resource) {
      run(resource.stop().command(), resource.stop().timeout());
      if (resource.readiness() != null) {
        resource.readiness().dispatch(new Probes(resource.readyTimeout()));
      }
      return resource;
    }

    @Override
    public Resource hook(Resource.Hook resource) {
      run(resource.quiesce(), resource.timeout());
      run(resource.demote(), resource.timeout());
      run(resource.promote(), resource.timeout());
      variables(resource.environment());
      return resource;
    }
  }

  /** What a node makes of each kind of probe. */
  private record Probes(Duration limit) implements Probe.Cases<Probe> {
    @Override
    public Probe exec(Probe.Exec probe) {
      run(probe.command(), limit);
      return probe;
    }

    @Override
    public Probe http(Probe.Http probe) {
      URI uri = URI.create(probe.url().value());
      assertThat(HttpRequest.newBuilder(uri).timeout(limit).GET().build().uri().getHost())
          .isNotEmpty();
      assertThat(InetSocketAddress.createUnresolved("h", Math.max(0, uri.getPort()))).isNotNull();
      return probe;
    }

    @Override
    public Probe tcp(Probe.Tcp probe) {
      assertThat(
              InetSocketAddress.createUnresolved(probe.endpoint().host(), probe.endpoint().port()))
          .isNotNull();
      return probe;
    }
  }

  @Test
  void changedFiles() {
    Mutations.tryAll(
        files().toList(),
        WORDS,
        ROUNDS,
        text -> {
          try {
            aGroupFileIsReadAndWhatIsTakenCanRun(text);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }
}
