package io.quorate.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quorate.bench.contender.Entries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark against real processes, shortly: one request that fails would fail it. */
final class LoadCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new LoadCommand(new SplittableRandom()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Of one short round. */
  private JsonObject report(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "--seconds=1",
            "--warm-up=1",
            "--rounds=1",
            "--output=json",
            "--directory=" + directory));
    int exit = run(all.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
    return JsonParser.parseString(out.toString()).getAsJsonObject();
  }

  @Test
  @Tag("long")
  void sixteenAndSixtyFourWritesOnTheirWayAllSucceed() {
    JsonObject report = report("--kind=runtime-put", "--in-flight=16,64", "--unary");
    List<String> measured = new ArrayList<>();
    for (JsonElement each : report.getAsJsonArray("lines")) {
      JsonObject line = each.getAsJsonObject();
      measured.add(line.get("way").getAsString() + " " + line.get("in_flight").getAsInt());
      assertThat(line.get("per_second").getAsDouble()).isPositive();
      assertThat(line.get("server_cpu_micros").getAsDouble()).isPositive();
      assertThat(line.get("p50_millis").getAsDouble())
          .isPositive()
          .isLessThanOrEqualTo(line.get("max_millis").getAsDouble());
      assertThat(line.get("log_bytes").getAsDouble()).isGreaterThan(Entries.VALUE_BYTES);
    }
    assertThat(measured).containsExactly("stream 16", "unary 16", "stream 64", "unary 64");
  }

  @Test
  @Tag("long")
  void zooKeeperDoesTheSameWork() {
    JsonObject report = report("--peer=zookeeper", "--kind=get", "--in-flight=16");
    List<String> measured = new ArrayList<>();
    for (JsonElement each : report.getAsJsonArray("lines")) {
      JsonObject line = each.getAsJsonObject();
      measured.add(line.get("of").getAsString());
      assertThat(line.get("per_second").getAsDouble()).isPositive();
      assertThat(line.get("server_cpu_micros").getAsDouble()).isPositive();
    }
    assertThat(measured).containsExactly("quorate", "zookeeper");
    assertThat(report.getAsJsonArray("ratios")).hasSize(1);
  }

  @Test
  void aPeerThatIsNotThereIsNamed() {
    assertThat(run("--peer=etcd", "--etcd=" + directory)).isEqualTo(2);
    assertThat(err.toString()).contains(directory + " is no program");
  }

  @Test
  void whatItCannotDoIsRefused() {
    assertThat(run("--kind=dance")).isEqualTo(2);
    assertThat(run("--in-flight=0")).isEqualTo(2);
    assertThat(run("--in-flight=1,2000")).isEqualTo(2);
    assertThat(run("--seconds=0")).isEqualTo(2);
    assertThat(run("--rounds=0")).isEqualTo(2);
    assertThat(run("--peer=consul")).isEqualTo(2);
    assertThat(err.toString())
        .contains("runtime-put, config-put or get, not dance", "1 to 1000, not 2000");
  }
}
