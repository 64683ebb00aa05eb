package io.quorate.bench.store;

import io.quorate.bench.cluster.ClusterOptions;
import io.quorate.bench.cluster.ClusterRun;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate-bench store}: a large configuration, a large commit, many watches. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = {
      "Start three nodes on this machine, fill a configuration by commits of 100 values,",
      "commit one large candidate, measure writes without and with watches, and start a",
      "node again; print how long each took and what it came to."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed; 2 wrong usage.",
      "",
      "Example:",
      "  quorate-bench store --commits 1000 --staged 10000 --watches 1000"
    })
public final class StoreCommand implements Callable<Integer> {
  static final String GROUP = "store";
  private static final int MOST_COMMITS = 5_000;
  private static final int MOST_STAGED = 10_000;
  private static final int MOST_WATCHES = 5_000;
  private static final int MOST_WRITES = 10_000;

  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--commits",
      paramLabel = "N",
      description = "Commits of 100 values of 1 KiB each, 1 to 5000. Default: 100.")
  private int commits = 100;

  @Option(
      names = "--staged",
      paramLabel = "N",
      description = "Values of 64 bytes in the large candidate, 1 to 10000. Default: 10000.")
  private int staged = 10_000;

  @Option(
      names = "--watches",
      paramLabel = "N",
      description = "Watches over the three nodes, 1 to 5000. Default: 1000.")
  private int watches = 1_000;

  @Option(
      names = "--writes",
      paramLabel = "N",
      description = "Writes one after the other in each of six turns, 1 to 10000. Default: 300.")
  private int writes = 300;

  @Mixin private final ClusterOptions options = new ClusterOptions();

  /**
   * The command.
   *
   * @param random chooses ports
   */
  public StoreCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    ClusterOptions.require(spec.commandLine(), "--commits", commits, MOST_COMMITS);
    ClusterOptions.require(spec.commandLine(), "--staged", staged, MOST_STAGED);
    ClusterOptions.require(spec.commandLine(), "--watches", watches, MOST_WATCHES);
    ClusterOptions.require(spec.commandLine(), "--writes", writes, MOST_WRITES);
    ClusterRun run = options.run(random, spec.commandLine().getErr());
    return run.run(cluster -> measure(run, cluster));
  }

  private int measure(ClusterRun run, LocalCluster cluster)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    ClusterRun.form(cluster);
    ClusterRun.declare(cluster, GROUP);
    run.note("the cluster runs");
    StoreReport report = new StoreReport(options.profile());
    Filling filling = new Filling(cluster);
    report.filled(filling.commits(commits));
    run.note("filled");
    report.committed(filling.candidate(staged));
    run.note("the candidate is committed");
    report.watched(WatchedWrites.measure(cluster, watches, writes));
    run.note("watched");
    report.restarted(Restart.measure(cluster));
    if (options.format() == ClusterOptions.Format.JSON) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.table(spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
    return ClusterRun.DONE;
  }
}
