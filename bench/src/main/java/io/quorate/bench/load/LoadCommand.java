package io.quorate.bench.load;

import io.quorate.bench.cluster.ClusterOptions;
import io.quorate.bench.cluster.ClusterRun;
import io.quorate.bench.contender.Contender;
import io.quorate.bench.contender.KindWord;
import io.quorate.bench.contender.LoadKind;
import io.quorate.bench.contender.Peer;
import io.quorate.bench.contender.PeerKind;
import io.quorate.bench.contender.PeerOptions;
import io.quorate.bench.contender.QuorateContender;
import io.quorate.bench.contender.Way;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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
      "what it cost. With --peer, three servers of something else do the same work in",
      "turn with them, on the same disk and as safely: an answer comes when a majority",
      "has it on disk."
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, or a request failed; 2 wrong usage, or a missing peer.",
      "",
      "Example:",
      "  quorate-bench load --in-flight 1,16,64,256 --seconds 10 --unary",
      "  quorate-bench load --peer etcd,zookeeper --in-flight 1,16,64,256 --seconds 3"
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int MOST_IN_FLIGHT = 1_000;
  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_ROUNDS = 100;

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
      description = "How long to measure each in a round, after half as long. Default: 3.")
  private int seconds = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = {
        "Seconds for which each works first, which do not count: the compiler of a JVM is busy",
        "for about a minute. Default: 60."
      })
  private int warmUp = 60;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Rounds, of which the median is printed, 1 to 100. Default: 5.")
  private int rounds = 5;

  @Option(
      names = "--unary",
      description = "Ask for the same by a call for each too. Reads are asked for in no other way.")
  private boolean unary;

  @Mixin private final PeerOptions peerOptions = new PeerOptions();

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
    ClusterOptions.require(spec.commandLine(), "--warm-up", warmUp, MOST_SECONDS);
    ClusterOptions.require(spec.commandLine(), "--rounds", rounds, MOST_ROUNDS);
    inFlight.forEach(
        each -> ClusterOptions.require(spec.commandLine(), "--in-flight", each, MOST_IN_FLIGHT));
    Map<PeerKind, Peer> peers = peerOptions.find(spec.commandLine());
    ClusterRun run = options.run(random, spec.commandLine().getErr());
    return run.run(cluster -> run(run, cluster, peers));
  }

  private int run(ClusterRun run, LocalCluster cluster, Map<PeerKind, Peer> peers)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    SyncLatency sync = SyncLatency.measure(cluster.directory());
    QuorateContender.start(cluster);
    run.note("the cluster runs");
    List<Contender> contenders = new ArrayList<>();
    ways().forEach(way -> contenders.add(new QuorateContender(cluster, way)));
    try {
      for (Map.Entry<PeerKind, Peer> peer : peers.entrySet()) {
        contenders.add(peer.getValue().start(directory(run, peer.getKey()), random));
        run.note(peer.getKey().word() + " runs");
      }
      print(new LoadReport(kind, options.profile(), seconds, rounds, sync, lines(run, contenders)));
      return ClusterRun.DONE;
    } catch (LoadFailedException failed) {
      run.note("error: " + failed.getMessage());
      return ClusterRun.FAILED;
    } finally {
      close(run, contenders);
    }
  }

  private static @Nullable Path directory(ClusterRun run, PeerKind peer) {
    return run.directory() == null ? null : run.directory().resolve(peer.word());
  }

  private List<LoadLine> lines(ClusterRun run, List<Contender> contenders)
      throws IOException, QuorateException, InterruptedException, LoadFailedException {
    Rounds all = new Rounds(contenders, kind, seconds, rounds, run::note);
    all.warmUp(Collections.max(inFlight), Duration.ofSeconds(warmUp));
    run.note(LoadLine.HEADINGS);
    List<LoadLine> lines = new ArrayList<>();
    for (int each : inFlight) {
      lines.addAll(all.measure(each));
    }
    return lines;
  }

  private void print(LoadReport report) {
    if (options.format() == ClusterOptions.Format.JSON) {
      spec.commandLine().getOut().println(report.json());
    } else {
      report.table(spec.commandLine().getOut());
    }
    spec.commandLine().getOut().flush();
  }

  private static void close(ClusterRun run, List<Contender> contenders) {
    for (Contender contender : contenders) {
      try {
        contender.close();
      } catch (IOException left) {
        run.note("error: " + left.getMessage());
      }
    }
  }

  private List<Way> ways() {
    if (!kind.writes()) {
      return List.of(Way.UNARY);
    }
    return unary ? List.of(Way.STREAM, Way.UNARY) : List.of(Way.STREAM);
  }
}
