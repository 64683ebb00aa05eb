package io.quorate.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark against real processes, shortly. */
final class StoreCommandTest {
  private static final double NAMED_NOT_CARRIED = 1_024;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new StoreCommand(new SplittableRandom()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  @Tag("long")
  void everyFigureIsMeasured() {
    int exit =
        run(
            "--commits=2",
            "--staged=1000",
            "--watches=6",
            "--writes=10",
            "--output=json",
            "--directory=" + directory);

    assertThat(exit).as(err.toString()).isZero();
    JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertThat(report.get("values").getAsInt()).isEqualTo(200);
    assertThat(report.get("told").getAsDouble()).isPositive();
    assertThat(report.get("commit_log_bytes").getAsDouble())
        .as("a commit of what is staged names it, and does not carry it")
        .isPositive()
        .isLessThanOrEqualTo(NAMED_NOT_CARRIED);
    for (String figure : new String[] {"commit_s", "restart_s", "witness_rss_mib", "store_bytes"}) {
      assertThat(report.get(figure).getAsDouble()).as(figure).isPositive();
    }
  }

  @Test
  void whatItCannotDoIsRefused() {
    assertThat(run("--commits=0")).isEqualTo(2);
    assertThat(run("--staged=10001")).isEqualTo(2);
    assertThat(err.toString()).contains("--staged takes numbers from 1 to 10000, not 10001");
  }
}
