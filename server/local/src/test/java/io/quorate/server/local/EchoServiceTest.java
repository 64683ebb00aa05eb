package io.quorate.server.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process, and the client that measures it. */
final class EchoServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void aClientSeesTheTakeoverAndTheLogsAgree() throws Exception {
    List<Integer> ports = FreePorts.choose(3, new SplittableRandom());
    List<InetSocketAddress> endpoints = List.of(endpoint(ports.get(0)), endpoint(ports.get(1)));
    try (OutageClient client = OutageClient.start(endpoints)) {
      Process first = service("a", "1", ports);
      assertThat(client.timeline().awaitAnswers(20, LIMIT)).isTrue();
      first.destroyForcibly().waitFor();
      service("b", "2", ports);
      assertThat(client.timeline().awaitEpochAfter(1, LIMIT)).isTrue();

      assertThat(client.timeline().takeoverAfter(1))
          .hasValueSatisfying(
              outage -> {
                assertThat(outage.last().node()).isEqualTo("a");
                assertThat(outage.next().node()).isEqualTo("b");
                assertThat(outage.length()).isPositive();
              });
      assertThat(client.timeline().violations()).isEmpty();
    }
    ServiceLogs logs = ServiceLogs.read(folder);
    assertThat(logs.runs()).hasSize(2);
    assertThat(logs.violations()).isEmpty();
    assertThat(logs.served()).isGreaterThanOrEqualTo(21);
  }

  @Test
  void twoThatServeAtOneTimeAreSeen() throws Exception {
    List<Integer> ports = FreePorts.choose(3, new SplittableRandom());
    List<InetSocketAddress> endpoints = List.of(endpoint(ports.get(0)), endpoint(ports.get(1)));
    try (OutageClient client = OutageClient.start(endpoints)) {
      service("a", "1", ports);
      assertThat(client.timeline().awaitAnswers(20, LIMIT)).isTrue();
      service("b", "2", ports);
      assertThat(client.timeline().awaitEpochAfter(1, LIMIT)).isTrue();
      assertThat(client.timeline().awaitAnswers(100, LIMIT)).isTrue();

      assertThat(client.timeline().violations()).isNotEmpty();
    }
    assertThat(ServiceLogs.read(folder).violations().toString()).contains("two lived at one time");
  }

  @Test
  void portsAreDifferentAndFree() throws IOException {
    List<Integer> ports = FreePorts.choose(50, new SplittableRandom());

    assertThat(ports).hasSize(50).doesNotHaveDuplicates();
  }

  private Process service(String node, String epoch, List<Integer> ports) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            NodeLauncher.java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx16m",
            "-cp",
            EchoService.classPath(),
            EchoService.class.getName(),
            "a=" + ports.get(0) + ",b=" + ports.get(1),
            ports.get(2).toString(),
            folder.toString());
    builder.environment().put("QUORATE_NODE", node);
    builder.environment().put("QUORATE_EPOCH", epoch);
    Process process = builder.inheritIO().start();
    started.add(process);
    return process;
  }

  private static InetSocketAddress endpoint(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
