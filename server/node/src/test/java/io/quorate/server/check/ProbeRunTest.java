package io.quorate.server.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.declaration.Endpoint;
import io.quorate.core.declaration.HttpUrl;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import io.quorate.server.process.Await;
import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProbeRunTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path directory;
  private final BoundedCommand commands = new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect());

  @Test
  void runsCommands() throws Exception {
    assertThat(run(exec("true"), LONG).passed()).isTrue();
    ProbeResult failed = run(exec("echo not yet; exit 4"), LONG);
    assertThat(failed.outcome()).isEqualTo(ProbeOutcome.FAILED);
    assertThat(failed.detail()).isEqualTo("exit code 4: not yet");
    assertThat(run(exec("sleep 1000"), SHORT).outcome()).isEqualTo(ProbeOutcome.TIMED_OUT);
  }

  @Test
  void connects() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(run(probe(new Probe.Tcp(new Endpoint("127.0.0.1", port))), LONG).passed())
          .isTrue();
    }
    ProbeResult refused = run(probe(new Probe.Tcp(new Endpoint("127.0.0.1", port))), LONG);
    assertThat(refused.outcome()).isEqualTo(ProbeOutcome.FAILED);
  }

  @Test
  void asksByHttp() throws Exception {
    assertThat(ask("HTTP/1.1 204 No Content\r\n\r\n", LONG).passed()).isTrue();
    ProbeResult bad = ask("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", LONG);
    assertThat(bad.outcome()).isEqualTo(ProbeOutcome.FAILED);
    assertThat(bad.detail()).isEqualTo("status 503");
    assertThat(ask("", SHORT).outcome()).isEqualTo(ProbeOutcome.TIMED_OUT);
    assertThat(ask("nonsense\r\n\r\n", LONG).outcome()).isEqualTo(ProbeOutcome.FAILED);
    String endless = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbegin";
    assertThat(ask(endless, LONG).passed()).as("does not wait for the body").isTrue();
  }

  /** What can be read as a URL can be asked, whatever becomes of it. */
  @Test
  void noUrlOfADeclarationIsAnError() throws Exception {
    for (String text :
        List.of(
            "http://no-such-host.invalid/",
            "https://127.0.0.1:1/",
            "http://[::1]:1/a?b=%20#c",
            "http://localhost:1",
            "http://a.b-c.d1/~!$&'()*+,;=:@/?/")) {
      HttpUrl url = HttpUrl.read(text).orElseThrow();
      ProbeResult result =
          run(probe(new Probe.Http(url, Probe.Http.ANY_SUCCESS)), Duration.ofSeconds(5));
      assertThat(result.passed()).as(text).isFalse();
    }
  }

  @Test
  void runsManyChecksOnFewThreads() throws Exception {
    Path flag = directory.resolve("flag");
    List<CheckSpec> specs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      specs.add(
          new CheckSpec(
              exec("check" + i, "test -e " + flag),
              Duration.ofMillis(50),
              LONG,
              new CheckThresholds(2, 2)));
    }
    ProbeRun probes = probes();
    try (CheckRunner runner = new CheckRunner(probes, specs, 2, view -> {})) {
      await(runner, CheckState.FAILING);
      Files.createFile(flag);
      await(runner, CheckState.PASSING);
      Files.delete(flag);
      await(runner, CheckState.FAILING);
    }
  }

  private static void await(CheckRunner runner, CheckState state) throws InterruptedException {
    Await.until(
        () -> runner.views().toString(),
        () -> runner.views().stream().allMatch(v -> v.counter().state() == state));
  }

  /** Asks a server that gives this answer to one request, and keeps the connection open. */
  private ProbeResult ask(String answer, Duration timeout) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(server, answer));
      thread.setDaemon(true);
      thread.start();
      HttpUrl url =
          HttpUrl.read("http://127.0.0.1:" + server.getLocalPort() + "/health").orElseThrow();
      return run(probe(new Probe.Http(url, Probe.Http.ANY_SUCCESS)), timeout);
    }
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      byte[] request = new byte[4096];
      int read = socket.getInputStream().read(request);
      if (read > 0) {
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      socket.getInputStream().read(); // until the client hangs up
    } catch (IOException hungUp) {
      return;
    }
  }

  private ProbeResult run(LocalProbe probe, Duration timeout) throws InterruptedException {
    return probes().run(probe, timeout);
  }

  private LocalProbe probe(Probe probe) {
    return new LocalProbe("name", probe, new TreeMap<>(), directory);
  }

  private ProbeRun probes() {
    return new ProbeRun(commands, ProcessMarker.of("test", "g", "1", "n"));
  }

  private LocalProbe exec(String script) {
    return exec("name", script);
  }

  private LocalProbe exec(String name, String script) {
    Probe probe = new Probe.Exec(Program.of("/bin/sh", "-c", script), RunAs.NODE);
    return new LocalProbe(name, probe, new TreeMap<>(), directory);
  }
}
