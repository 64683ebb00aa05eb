package io.quorate.server;

import io.quorate.client.cli.ExitCode;
import io.quorate.replica.HaltReason;
import io.quorate.replica.Recovery;
import io.quorate.replica.Replica;
import io.quorate.replica.ReplicaStartException;
import io.quorate.replica.SystemLimit;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.server.files.FileFinding;
import io.quorate.server.files.NodeFileReading;
import io.quorate.server.files.NodeFiles;
import io.quorate.server.files.NodeSettings;
import io.quorate.server.log.ProcessOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate server}: runs a node until it is told to stop. */
@Command(
    name = "server",
    description = "Run a node until it is told to stop (SIGTERM hands its roles over first).",
    footer = {
      "",
      "The first start of a new cluster, once on each node:",
      "  quorate server --config /etc/quorate/quorate.yaml --bootstrap",
      "Every later start:",
      "  quorate server --config /etc/quorate/quorate.yaml",
      "First and later starts alike, and once 'quorate cluster form' when all wait:",
      "  quorate server --config /etc/quorate/quorate.yaml --await-formation"
    })
final class ServerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  private final String version;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The node file.")
  private Path config = Path.of("quorate.yaml");

  @ArgGroup private FirstStart first = new FirstStart();

  /** What a start may do with an empty data directory; without any it is refused. */
  static final class FirstStart {
    @Option(
        names = "--bootstrap",
        description =
            "Form a new cluster from an empty data directory. Once on each node, never again.")
    private boolean bootstrap;

    @Option(
        names = "--await-formation",
        description = {
          "With an empty data directory wait until 'quorate cluster form' forms the cluster, or",
          "'quorate node replace' has it take the place of a node that lost its data.",
          "May be left on: with data it says nothing."
        })
    private boolean awaitFormation;
  }

  ServerCommand(String version) {
    this.version = version;
  }

  @Override
  public Integer call() throws InterruptedException {
    ProcessOutput.bound();
    spec.commandLine().setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    try {
      return run();
    } finally {
      ProcessOutput.lastWords();
    }
  }

  private int run() throws InterruptedException {
    NodeFileReading reading = NodeFiles.read(config);
    for (FileFinding finding : reading.findings()) {
      err().println((finding.isProblem() ? "error: " : "warning: ") + finding);
    }
    err().flush();
    if (!(reading instanceof NodeFileReading.Ok ok)) {
      return ExitCode.FAILED;
    }
    NodeSettings settings = ok.settings();
    try {
      return serve(settings);
    } catch (DataRefusedException | ReplicaStartException | IOException failed) {
      LOG.debug("not started", failed);
      err().println("error: node " + settings.node() + " cannot start: " + failed.getMessage());
      err().flush();
      return limitOr(ExitCode.FAILED, failed);
    } catch (OutOfMemoryError | RuntimeException unforeseen) {
      if (SystemLimit.behind(unforeseen).isEmpty()) {
        throw unforeseen;
      }
      return limitOr(ExitCode.FAILED, unforeseen);
    }
  }

  private int limitOr(int otherwise, Throwable failed) {
    SystemLimit limit = SystemLimit.behind(failed).orElse(null);
    if (limit == null) {
      return otherwise;
    }
    err().println("error: " + limit.sentence());
    err().flush();
    return HaltReason.LIMIT_REACHED.exitCode();
  }

  private int serve(NodeSettings settings)
      throws InterruptedException, IOException, DataRefusedException, ReplicaStartException {
    Recovery.finish(settings.dataDirectory())
        .ifPresent(founding -> LOG.info("the cluster is founded anew, number {}", founding));
    ServerNode node = ServerNode.start(settings, reason(settings), version);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread stop =
        new Thread(
            () -> {
              try {
                LOG.info("stopping");
                node.stop();
                LOG.info("stopped");
              } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
              } finally {
                ProcessOutput.lastWords();
                stopped.countDown();
              }
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    LOG.info(
        "node {} of cluster {} runs: api {}, raft {}, data in {}",
        settings.node(),
        settings.cluster(),
        settings.self().apiAddress(),
        settings.self().raftAddress(),
        settings.dataDirectory());
    stopped.await();
    return ExitCode.DONE;
  }

  /** Waits where an empty node is to wait. */
  private ServerNode.StartReason reason(NodeSettings settings)
      throws InterruptedException, IOException, DataRefusedException {
    if (first.bootstrap) {
      return ServerNode.StartReason.BOOTSTRAP;
    }
    boolean joining = new JoinFiles(new Members(settings)).begun().isPresent();
    if (!joining && (!first.awaitFormation || !isUnformed(settings))) {
      return ServerNode.StartReason.NORMAL;
    }
    try (WaitingNode waiting = new WaitingNode(settings)) {
      return waiting.awaitBegin();
    }
  }

  private static boolean isUnformed(NodeSettings settings) throws DataRefusedException {
    return Replica.isUnformed(new Members(settings).replicaConfig(StartMode.BOOTSTRAP));
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
