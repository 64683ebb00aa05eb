package io.quorate.server.local;

import io.quorate.client.cli.ExitCode;
import io.quorate.core.declaration.TimingProfile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.random.RandomGenerator;
import picocli.CommandLine;

/** One demo from its beginning to its end, of which nothing is left running. */
final class DemoRun {
  private static final int LAST_LINES = 20;

  private final CommandLine line;
  private final DemoOptions options;
  private final RandomGenerator random;

  /** What a demo shows. */
  @FunctionalInterface
  interface Tour {
    /** Shows it on a cluster whose nodes do not run yet; ends early with what did not happen. */
    void show(DemoStage stage, Progress progress)
        throws IOException, LocalClusterException, InterruptedException;
  }

  /**
   * A run of a command.
   *
   * @param line where its output goes
   * @param random chooses ports
   */
  DemoRun(CommandLine line, DemoOptions options, RandomGenerator random) {
    this.line = line;
    this.options = options;
    this.random = random;
  }

  /** Shows it, cleans up, and says with which code the process ends. */
  int run(Tour tour) throws InterruptedException {
    Progress progress = new Progress(line.getOut());
    DemoStage stage;
    try {
      stage = stage(progress);
    } catch (IOException | LocalClusterException cannotBegin) {
      fail("the demo cannot begin: " + cannotBegin.getMessage());
      return ExitCode.USAGE;
    }
    try (stage) {
      stage.closeOnSignal();
      tour.show(stage, progress);
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
    ScratchDirectory place = ScratchDirectory.open(options.directory());
    progress.step("everything goes to " + place.path());
    try {
      LocalCluster cluster =
          LocalCluster.create(
              new LocalClusterPlan(place.path(), launcher, TimingProfile.LAN, random));
      return new DemoStage(place, cluster, progress, options.after());
    } catch (IOException | LocalClusterException failed) {
      if (place.origin() == ScratchDirectory.Origin.TEMPORARY) {
        place.delete();
      }
      throw failed;
    }
  }

  private void explain(DemoStage stage) {
    stage.keepFiles();
    PrintWriter err = line.getErr();
    for (LocalNode node : stage.cluster().nodes()) {
      err.println("last lines of " + node.log() + ":");
      stage.cluster().lastLines(node, LAST_LINES).forEach(last -> err.println("  " + last));
    }
    err.flush();
  }

  private void fail(String message) {
    line.getErr().println("error: " + message);
    line.getErr().flush();
  }
}
