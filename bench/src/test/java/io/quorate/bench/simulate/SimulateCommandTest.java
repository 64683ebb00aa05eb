package io.quorate.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quorate.core.sim.SimulationRuns;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command prints and how it ends. */
final class SimulateCommandTest {
  /** Within so many seeds clocks past the bound make two actives, says {@code ClocksBeyondTest}. */
  private static final long BREAKS_WITHIN = 100;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void saysWhatSeedsWereLike() {
    assertThat(run("--seed", "5", "--seeds", "3")).isZero();
    assertThat(out.toString())
        .startsWith("seeds 5 to 7, clocks within")
        .contains("simulated hours a second", "epochs granted", "power cut")
        .containsPattern("failures +0\\n");
  }

  @Test
  void endsWithOneAndAReplayCommandWhenSomethingBroke(@TempDir Path directory) throws IOException {
    Path trace = directory.resolve("trace.txt");
    long breaks =
        LongStream.rangeClosed(1, BREAKS_WITHIN)
            .filter(seed -> SimulationRuns.run(seed, SimulationRuns.Clocks.BEYOND).broken())
            .findFirst()
            .orElseThrow();
    int exit =
        run("--seed", breaks + "", "--clocks", "beyond", "-o", "json", "--trace", trace + "");

    assertThat(exit).isEqualTo(1);
    JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
    JsonObject failure = report.getAsJsonArray("failures").get(0).getAsJsonObject();
    assertThat(failure.get("failure").getAsString()).startsWith("I1: ");
    assertThat(failure.get("replay").getAsString())
        .contains("--seed " + breaks + " --clocks beyond");
    assertThat(Files.readString(trace)).contains("acts as leader").contains("\nI1: ");
  }

  @Test
  void beginsNoSeedAfterItsTime() {
    assertThat(run("--minutes", "0.0001")).isZero();
    assertThat(out.toString()).containsPattern("runs +1\\n");
  }

  @Test
  void refusesWhatIsNoNumberOfSeeds() {
    assertThat(run("--seeds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seeds takes a number from 1");
  }

  /** Every look at this clock takes 5 ms. */
  private int run(String... arguments) {
    long[] now = {0};
    CommandLine line =
        new CommandLine(new SimulateCommand(new SplittableRandom(1), () -> now[0] += 5_000_000L));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
