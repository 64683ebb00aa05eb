package io.quorate.bench.failover;

import io.quorate.bench.cluster.ClusterOptions;
import io.quorate.bench.cluster.ClusterRun;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.OutageClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quorate-bench failover}: repeats kills and switchovers and measures a client's outage. */
@Command(
    name = "failover",
    mixinStandardHelpOptions = true,
    description = {
      "Kill the active, or move the role, again and again on three nodes of this machine;",
      "print how long a client that asks every 5 ms was without an answer, and why."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed or two were seen active at one time, 2 wrong usage.",
      "",
      "Example:",
      "  quorate-bench failover -n 20 --mode both --profile fast -o json"
    })
public final class FailoverCommand implements Callable<Integer> {
  private static final int MAX_ROUNDS = 10_000;

  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "-n", paramLabel = "N", description = "Rounds of each mode. Default: 10.")
  private int rounds = 10;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "kill, switchover or both. Default: both.")
  private Choice mode = Choice.BOTH;

  @Mixin private final ClusterOptions options = new ClusterOptions();

  /** Which modes are measured. */
  enum Choice {
    KILL(List.of(Mode.KILL)),
    SWITCHOVER(List.of(Mode.SWITCHOVER)),
    BOTH(List.of(Mode.KILL, Mode.SWITCHOVER));

    private final List<Mode> modes;

    Choice(List<Mode> modes) {
      this.modes = modes;
    }
  }

  /**
   * The command.
   *
   * @param random chooses ports
   */
  public FailoverCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new ParameterException(spec.commandLine(), "-n takes a number from 1 to " + MAX_ROUNDS);
    }
    PrintWriter notes = spec.commandLine().getErr();
    ClusterRun run = options.run(random, notes);
    return run.run(
        cluster -> {
          try (OutageClient client = OutageClient.start(cluster.serviceEndpoints())) {
            return measure(run, new Rounds(cluster, client));
          }
        });
  }

  private int measure(ClusterRun run, Rounds bench)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    bench.begin();
    run.note("the cluster runs");
    List<Sample> samples = new ArrayList<>();
    for (Mode each : mode.modes) {
      for (int round = 1; round <= rounds; round++) {
        Sample sample = bench.run(each);
        samples.add(sample);
        run.note(line(round, sample));
      }
    }
    Report report = new Report(options.profile(), samples);
    PrintWriter out = spec.commandLine().getOut();
    if (options.format() == ClusterOptions.Format.JSON) {
      out.println(report.json());
      out.flush();
    } else {
      report.table(out);
    }
    List<String> violations = bench.violations();
    violations.forEach(violation -> run.note("TWO ACTIVE: " + violation));
    return violations.isEmpty() ? ClusterRun.DONE : ClusterRun.FAILED;
  }

  private String line(int round, Sample sample) {
    StringBuilder line = new StringBuilder();
    line.append(sample.mode().word()).append(' ').append(round).append('/').append(rounds);
    line.append(", ").append(sample.from()).append(" to ").append(sample.to());
    line.append(String.format(Locale.ROOT, ": %.0f ms =", sample.outageMillis()));
    sample
        .parts()
        .forEach(
            (part, millis) ->
                line.append(String.format(Locale.ROOT, " %s %.0f", part.word(), millis)));
    return line.toString();
  }
}
