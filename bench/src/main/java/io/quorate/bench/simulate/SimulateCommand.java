package io.quorate.bench.simulate;

import io.quorate.core.sim.SeedOutcome;
import io.quorate.core.sim.SimulationRuns;
import io.quorate.core.sim.SimulationTally;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quorate-bench simulate}: the protocol under random faults, with many seeds or one. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Run the decisions of nodes, leaders and registry in a simulated world in which everything",
      "goes wrong, and check after every event that nobody serves who must not."
    },
    footer = {
      "",
      "Exit codes: 0 nothing broken, 1 an invariant broke, 2 wrong usage.",
      "",
      "Examples:",
      "  quorate-bench simulate --minutes 3",
      "  quorate-bench simulate --seed 17 --trace seed-17.txt"
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int BROKEN = 1;
  private static final long FRESH_FROM = 1_000_000;
  private static final long FRESH_TO = 1_000_000_000_000L;
  private static final long MOST_SEEDS = 100_000_000;
  private static final double MOST_MINUTES = 10_000;

  private final RandomGenerator random;
  private final LongSupplier nanos;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The first seed. Default: a random one, which is printed.")
  private @Nullable Long first;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many. Default: one with --seed, else as many as the minutes allow.")
  private @Nullable Long seeds;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "No seed is begun later than this, also 0.5. Default: 3, without --seeds.")
  private @Nullable Double minutes;

  @Option(
      names = "--clocks",
      paramLabel = "DRIFT",
      description = {
        "within: clocks drift as far as is assumed. Default.",
        "beyond: further, so that two must serve sooner or later (and the exit code is 1)."
      })
  private SimulationRuns.Clocks clocks = SimulationRuns.Clocks.WITHIN;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Write everything that happens with the first seed that fails, or the only one.")
  private @Nullable Path trace;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table or json. Default: table.")
  private Format format = Format.TABLE;

  /** How the result is printed. */
  enum Format {
    TABLE,
    JSON
  }

  /**
   * The command.
   *
   * @param random chooses a first seed
   * @param nanos a monotonic clock
   */
  public SimulateCommand(RandomGenerator random, LongSupplier nanos) {
    this.random = random;
    this.nanos = nanos;
  }

  @Override
  public Integer call() {
    long begin = first == null ? random.nextLong(FRESH_FROM, FRESH_TO) : first;
    long most = most();
    long budget = budget();
    note("seeds from " + begin + ", clocks " + clocks.name().toLowerCase(Locale.ROOT));
    long begun = nanos.getAsLong();
    SimulationTally tally = new SimulationTally();
    long seed = begin;
    while (seed - begin < most && nanos.getAsLong() - begun < budget) {
      SeedOutcome outcome = SimulationRuns.run(seed, clocks);
      tally.add(outcome);
      if (outcome.broken()) {
        note("seed " + seed + ": " + outcome.failure());
      }
      seed++;
    }
    SimulationReport report =
        new SimulationReport(
            new SeedRange(begin, seed - 1), clocks, tally, nanos.getAsLong() - begun);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(report.json());
    } else {
      report.table(out);
    }
    out.flush();
    writeTrace(tally, begin);
    return tally.failures().isEmpty() ? CLEAN : BROKEN;
  }

  private long most() {
    Long wanted = seeds;
    if (wanted == null) {
      return first != null && minutes == null ? 1 : MOST_SEEDS;
    }
    if (wanted < 1 || wanted > MOST_SEEDS) {
      throw usage("--seeds takes a number from 1 to " + MOST_SEEDS);
    }
    return wanted;
  }

  private long budget() {
    Double wanted = minutes;
    if (wanted == null) {
      return seeds == null && first == null ? Duration.ofMinutes(3).toNanos() : Long.MAX_VALUE;
    }
    if (!(wanted > 0 && wanted <= MOST_MINUTES)) {
      throw usage("--minutes takes a number from 0 to " + (long) MOST_MINUTES);
    }
    return (long) (wanted * Duration.ofMinutes(1).toNanos());
  }

  private void writeTrace(SimulationTally tally, long begin) {
    Path file = trace;
    if (file == null || (tally.failures().isEmpty() && tally.runs() > 1)) {
      return;
    }
    long seed = tally.failures().isEmpty() ? begin : tally.failures().get(0).seed();
    try {
      Files.writeString(file, SimulationRuns.timeline(seed, clocks), StandardCharsets.UTF_8);
      note("seed " + seed + " is written to " + file);
    } catch (IOException failed) {
      throw usage("cannot write " + file + ": " + failed.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Progress goes to where results do not. */
  private void note(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
