package io.quorate.server.local;

import io.quorate.client.cli.ExitCode;
import io.quorate.client.cli.QuorateCommand;
import io.quorate.client.cli.Surroundings;
import io.quorate.core.declaration.TimingProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int LAST_LINES = 20;

  private final RandomGenerator random;
  private final BufferedReader input;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--auto", description = "Wait for nobody, and end after the last step.")
  private boolean auto;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "A new or empty directory for everything; it stays. Default: a temporary one.")
  private @Nullable Path directory;

  @Option(names = "--keep", description = "Keep the temporary directory.")
  private boolean keep;

  /**
   * The command.
   *
   * @param input what Enter is read from
   * @param random chooses ports
   */
  public DemoCommand(InputStream input, RandomGenerator random) {
    this.random = random;
    this.input = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset()));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(out);
    DemoStage stage;
    try {
      stage = stage(progress);
    } catch (IOException | LocalClusterException cannotBegin) {
      fail("the demo cannot begin: " + cannotBegin.getMessage());
      return ExitCode.USAGE;
    }
    try (stage) {
      stage.closeOnSignal();
      tour(stage, progress);
      progress.title("Everything was shown.");
      return ExitCode.DONE;
    } catch (IOException | LocalClusterException | RuntimeException failed) {
      if (stage.isClosing()) {
        return ExitCode.FAILED;
      }
      fail(String.valueOf(failed.getMessage()));
      explain(stage);
      return ExitCode.FAILED;
    }
  }

  private DemoStage stage(Progress progress) throws IOException, LocalClusterException {
    NodeLauncher launcher = NodeLauncher.ofThisProcess();
    ScratchDirectory place = ScratchDirectory.open(directory);
    progress.step("everything goes to " + place.path());
    try {
      LocalCluster cluster =
          LocalCluster.create(
              new LocalClusterPlan(place.path(), launcher, TimingProfile.LAN, random));
      return new DemoStage(place, cluster, progress, keep ? After.KEEP : After.DELETE);
    } catch (IOException | LocalClusterException failed) {
      if (place.origin() == ScratchDirectory.Origin.TEMPORARY) {
        place.delete();
      }
      throw failed;
    }
  }

  /** What becomes of a temporary directory when all went well. */
  enum After {
    KEEP,
    DELETE
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
      if (!auto) {
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

  /** Returns at the end of the input too: where nobody can press Enter, nobody should have to. */
  private void waitForEnter(String prompt) throws IOException {
    if (!auto) {
      spec.commandLine().getOut().println();
      spec.commandLine().getOut().println(prompt + " Ctrl-C ends the demo.");
      spec.commandLine().getOut().flush();
      input.readLine();
    }
  }

  private void explain(DemoStage stage) {
    stage.keepFiles();
    PrintWriter err = spec.commandLine().getErr();
    for (LocalNode node : stage.cluster().nodes()) {
      err.println("last lines of " + node.log() + ":");
      stage.cluster().lastLines(node, LAST_LINES).forEach(line -> err.println("  " + line));
    }
    err.flush();
  }

  private void fail(String message) {
    spec.commandLine().getErr().println("error: " + message);
    spec.commandLine().getErr().flush();
  }
}
