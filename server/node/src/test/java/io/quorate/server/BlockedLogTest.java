package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.local.FreePorts;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node whose standard error is a pipe that nobody reads: it works, and can be told to stop. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BlockedLogTest {
  private static final int SIGTERM_EXIT_CODE = 143;

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private int httpPort;

  @Test
  void aReaderThatHasStoppedStopsNothingElse() throws Exception {
    Path pipe = directory.resolve("stderr");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
      fill(pipe);
      Process node = start(pipe);
      try {
        await("it leads", node, () -> metric("quorate_leader") == 1);
        await("it is ready", node, () -> get("/readyz").statusCode() == 200);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/check_health").body()).isEqualTo("this node knows no group\n");
        assertThat(get("/api/v1/Admin/GetStatus").body()).contains("\"source\": \"QUORUM\"");
        assertThat(get("/api/v1/openapi.json").body()).contains("/api/v1/Formation/Form");
        assertThat(metric("quorate_log_lines_dropped_total")).isZero();

        String line = reader.readLine();
        while (!line.contains("leading term")) {
          line = reader.readLine();
        }
        fill(pipe);
        node.destroy();
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).as("it ends when it is told to").isTrue();
        assertThat(node.exitValue()).isEqualTo(SIGTERM_EXIT_CODE);
      } finally {
        node.destroyForcibly().waitFor();
      }
    }
  }

  /** To the last byte: at first by pages, of which a pipe has a number. */
  private static void fill(Path pipe) throws IOException, InterruptedException {
    for (int bytes : new int[] {4_096, 1}) {
      Process dd =
          new ProcessBuilder("dd", "if=/dev/zero", "of=" + pipe, "oflag=nonblock", "bs=" + bytes)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(dd.waitFor()).as("dd finds no place in the end").isNotZero();
    }
  }

  private Process start(Path stderr) throws IOException {
    Path file = directory.resolve("a.yaml");
    List<Integer> ports = FreePorts.choose(3, new SplittableRandom());
    int raftPort = ports.get(0);
    int apiPort = ports.get(1);
    httpPort = ports.get(2);
    String peer =
        "{node: a, kind: data, host: 127.0.0.1, raft_port: %d, api_port: %d, http_port: %d}"
            .formatted(raftPort, apiPort, httpPort);
    Files.writeString(
        file,
        "cluster: log\nnode: a\ndata_directory: %s\npeers:\n  - %s\n"
            .formatted(directory.resolve("data"), peer));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "server",
                "--config",
                file.toString(),
                "--bootstrap"));
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(stderr.toFile()));
    return builder.start();
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(String what, Process node, Condition condition) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (true) {
      try {
        if (condition.holds()) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      assertThat(node.isAlive()).as(what + ": it runs").isTrue();
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private double metric(String name) throws IOException, InterruptedException {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path))
            .timeout(Duration.ofSeconds(10))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
