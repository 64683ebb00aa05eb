package io.quorate.bench.load;

import io.quorate.bench.cluster.ClusterOptions;
import io.quorate.bench.cluster.ClusterRun;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.client.WriteSession;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quorate-bench load}: how many writes or reads a cluster takes, and what each costs. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Start three nodes on this machine and ask them again and again, with so many",
      "requests on their way; print how many were answered, how long each took, and",
      "what it cost."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, or a request failed; 2 wrong usage.",
      "",
      "Example:",
      "  quorate-bench load --in-flight 1,16,64,256 --seconds 10 --unary"
    })
public final class LoadCommand implements Callable<Integer> {
  private static final String GROUP = "load";
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MOST_IN_FLIGHT = 1_000;
  private static final int MOST_SECONDS = 3_600;

  private final RandomGenerator random;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "runtime-put, config-put or get. Default: runtime-put.",
      converter = KindWord.class)
  private LoadKind kind = LoadKind.RUNTIME_PUT;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      split = ",",
      description = "Requests on their way, 1 to 1000; several one after the other. Default: 1,16.")
  private List<Integer> inFlight = List.of(1, 16);

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to measure each, after half as long. Default: 10.")
  private int seconds = 10;

  @Option(
      names = "--unary",
      description = "Ask for the same by a call for each too. Reads are asked for in no other way.")
  private boolean unary;

  @Mixin private final ClusterOptions options = new ClusterOptions();

  /**
   * The command.
   *
   * @param random chooses ports
   */
  public LoadCommand(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Integer call() throws InterruptedException {
    ClusterOptions.require(spec.commandLine(), "--seconds", seconds, MOST_SECONDS);
    inFlight.forEach(
        each -> ClusterOptions.require(spec.commandLine(), "--in-flight", each, MOST_IN_FLIGHT));
    ClusterRun run = options.run(random, spec.commandLine().getErr());
    return run.run(cluster -> measure(run, cluster));
  }

  private int measure(ClusterRun run, LocalCluster cluster)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    begin(cluster);
    run.note("the cluster runs");
    List<LoadLine> lines = new ArrayList<>();
    try {
      for (int each : inFlight) {
        for (Way way : ways()) {
          lines.add(measure(cluster, way, each));
          run.note(lines.get(lines.size() - 1).row());
        }
      }
    } catch (LoadFailedException failed) {
      run.note("error: " + failed.getMessage());
      return ClusterRun.FAILED;
    }
    LoadReport report = new LoadReport(kind, options.profile(), seconds, lines);
    if (options.format() == ClusterOptions.Format.JSON) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.table(spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
    return ClusterRun.DONE;
  }

  private List<Way> ways() {
    if (!kind.writes()) {
      return List.of(Way.UNARY);
    }
    return unary ? List.of(Way.STREAM, Way.UNARY) : List.of(Way.STREAM);
  }

  private static void begin(LocalCluster cluster)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    ClusterRun.form(cluster);
    ClusterRun.declare(cluster, GROUP);
    fill(opened(cluster));
  }

  /** A session can be opened once the cluster has come to the feature level of its nodes. */
  private static WriteSession opened(LocalCluster cluster)
      throws QuorateException, InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      try {
        return cluster.client().openSession();
      } catch (RefusedException early) {
        if (System.nanoTime() - begun > LIMIT.toNanos()) {
          throw early;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Every path that is read has a value. */
  private static void fill(WriteSession session) {
    try (session) {
      Requests puts = Requests.of(LoadKind.RUNTIME_PUT, GROUP);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int path = 0; path < Requests.PATHS; path++) {
        answers.add(session.write(puts.runtimePut(path)).toCompletableFuture());
      }
      answers.forEach(CompletableFuture::join);
    }
  }

  private LoadLine measure(LocalCluster cluster, Way way, int each)
      throws IOException,
          LocalClusterException,
          QuorateException,
          InterruptedException,
          LoadFailedException {
    Requests requests = Requests.of(kind, GROUP);
    try (Load load =
        way == Way.STREAM
            ? new Load.OfSessions(cluster.client(), requests, each)
            : new Load.OfCalls(cluster.client(), requests, each)) {
      ClosedLoop loop = new ClosedLoop(load, each);
      loop.begin();
      pass(loop, Duration.ofSeconds(seconds).dividedBy(2));
      loop.forget();
      Used before = Used.now(cluster, loop);
      pass(loop, Duration.ofSeconds(seconds));
      Used after = Used.now(cluster, loop);
      LoadLine line = LoadLine.of(way, each, before, after, loop.latencies());
      loop.end();
      return line;
    }
  }

  private static void pass(ClosedLoop loop, Duration time) throws InterruptedException {
    long begun = System.nanoTime();
    while (loop.goesOn() && System.nanoTime() - begun < time.toNanos()) {
      TimeUnit.MILLISECONDS.sleep(Math.min(50, time.toMillis()));
    }
  }
}
