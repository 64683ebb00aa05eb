package io.quorate.bench.heartbeats;

import io.quorate.bench.cluster.ClusterOptions;
import io.quorate.bench.cluster.ClusterRun;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalNode;
import io.quorate.v1.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate-bench heartbeats}: what many groups cost when nothing happens to them. */
@Command(
    name = "heartbeats",
    mixinStandardHelpOptions = true,
    description = {
      "Declare many groups without resources on three nodes of this machine, wait until each has",
      "an active and all is quiet; print what each node uses and what heartbeats carry."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage.",
      "",
      "Example:",
      "  quorate-bench heartbeats --groups 1000 --seconds 20 -o json"
    })
public final class HeartbeatsCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MAX_GROUPS = 10_000;
  private static final int MAX_SECONDS = 3_600;

  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--groups", paramLabel = "N", description = "Groups, 1 to 10000. Default: 1000.")
  private int groups = 1_000;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to measure, after as long a rest. Default: 20.")
  private int seconds = 20;

  @Mixin private final ClusterOptions options = new ClusterOptions();

  /**
   * The command.
   *
   * @param random chooses ports
   */
  public HeartbeatsCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    ClusterOptions.require(spec.commandLine(), "--groups", groups, MAX_GROUPS);
    ClusterOptions.require(spec.commandLine(), "--seconds", seconds, MAX_SECONDS);
    ClusterRun run = options.run(random, spec.commandLine().getErr());
    return run.run(cluster -> measure(run, cluster));
  }

  private int measure(ClusterRun run, LocalCluster cluster)
      throws IOException, LocalClusterException, InterruptedException {
    for (LocalNode node : cluster.nodes()) {
      String limits = "limits:\n  max_groups: " + MAX_GROUPS + "\n";
      Files.writeString(node.file(), limits, StandardOpenOption.APPEND);
    }
    ClusterRun.form(cluster);
    run.note("the cluster runs");
    new ManyGroups(cluster, options.profile()).declare(groups);
    run.note(groups + " groups have an active; a rest, then the measurement");
    TimeUnit.SECONDS.sleep(seconds);
    Status status = cluster.await("a status", HeartbeatsCommand::confirmed, LIMIT);
    CostReader reader = new CostReader(cluster);
    List<NodeCost> before = read(reader, cluster);
    TimeUnit.SECONDS.sleep(seconds);
    List<NodeCost> after = read(reader, cluster);
    List<NodeLine> lines = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      LocalNode node = cluster.nodes().get(i);
      lines.add(NodeLine.of(node, status, before.get(i), after.get(i)));
    }
    HeartbeatReport report = new HeartbeatReport(groups, options.profile(), seconds, lines);
    if (options.format() == ClusterOptions.Format.JSON) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.table(spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
    return ClusterRun.DONE;
  }

  private static boolean confirmed(Status status) {
    return status.getSource() == Status.Source.QUORUM;
  }

  private static List<NodeCost> read(CostReader reader, LocalCluster cluster)
      throws IOException, LocalClusterException, InterruptedException {
    List<NodeCost> costs = new ArrayList<>();
    for (LocalNode node : cluster.nodes()) {
      costs.add(reader.read(node));
    }
    return costs;
  }
}
