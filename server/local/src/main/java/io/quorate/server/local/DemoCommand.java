package io.quorate.server.local;

import io.quorate.client.cli.QuorateCommand;
import io.quorate.client.cli.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code quorate demo}: a cluster on this machine, a service, a crash, a failover, a switchover.
 */
@Command(
    name = "demo",
    description = {
      "Show a failover on this machine: two data nodes and a witness as processes of their own,",
      "a small service that is guarded, a crash of the active node, and a planned switchover.",
    },
    footer = {
      "",
      "Ctrl-C ends it at any time and leaves nothing behind.",
      "",
      "Exit codes: 0 everything was shown, 1 something did not happen, 2 it could not begin.",
      "",
      "Example:",
      "  quorate demo --auto --directory /tmp/demo"
    },
    subcommands = FirewallCommand.class)
public final class DemoCommand implements Callable<Integer> {
  private final RandomGenerator random;
  private final Spectator spectator;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final DemoOptions options = new DemoOptions();

  /**
   * The command.
   *
   * @param input what Enter is read from
   * @param random chooses ports
   */
  public DemoCommand(InputStream input, RandomGenerator random) {
    this.random = random;
    this.spectator = new Spectator(input);
  }

  @Override
  public Integer call() throws InterruptedException {
    return new DemoRun(spec.commandLine(), options, random).run(this::tour);
  }

  private void tour(DemoStage stage, Progress progress)
      throws IOException, LocalClusterException, InterruptedException {
    LocalCluster cluster = stage.cluster();
    try (OutageClient client = OutageClient.start(cluster.serviceEndpoints())) {
      DemoTour tour = new DemoTour(cluster, client, progress);
      tour.begin();
      progress.title("Beside it, in another terminal, try:");
      progress.detail(cluster.shellLine("status", LocalClusterPlan.GROUP));
      waitForEnter("Press Enter to crash the active node (kill -9 of all its processes).");
      LocalNode crashed = tour.crashActive();
      tour.rejoin(crashed);
      tour.switchTo(crashed);
      tour.check();
      report(cluster, progress);
      if (!options.auto()) {
        waitForEnter("The cluster goes on. Press Enter to end it.");
        tour.check();
      }
    }
  }

  private void report(LocalCluster cluster, Progress progress) {
    for (String command : List.of("history", "status")) {
      progress.title("$ " + cluster.shellLine(command, LocalClusterPlan.GROUP));
      quorate("-s", cluster.nodes().get(0).api().toString(), command, LocalClusterPlan.GROUP);
    }
    progress.title("In " + cluster.directory() + ":");
    progress.detail(
        cluster.directory().relativize(cluster.groupFile()) + "  the group as it was declared");
    for (LocalNode node : cluster.nodes()) {
      Path folder = cluster.directory().relativize(node.directory());
      progress.detail(folder + "/  node file, log and data of node " + node.node());
    }
    progress.detail("service/  what the service logged on each node, with epochs");
  }

  private void quorate(String... args) {
    QuorateCommand.build(Surroundings.ofProcess(), List.of())
        .setOut(spec.commandLine().getOut())
        .setErr(spec.commandLine().getErr())
        .execute(args);
  }

  private void waitForEnter(String prompt) throws IOException {
    spectator.waitForEnter(prompt, options, spec.commandLine().getOut());
  }
}
