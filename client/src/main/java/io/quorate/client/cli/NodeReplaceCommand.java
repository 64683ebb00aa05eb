package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.ReplaceNodeRequest;
import io.quorate.v1.ReplaceNodeResponse;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate node replace}: a server without data takes the place of a node that is lost. */
@Command(
    name = "replace",
    description = {
      "Give up what a node held, for good, and let a server without data take its place: the same",
      "name and addresses, an empty data directory, started with --await-formation. Refused, with",
      "all reasons, while the node is heard from or holds roles. Waits until the newcomer votes;",
      "--timeout is for that, default 5m. The offer stands for --for, whether or not you wait."
    },
    footer = {
      "",
      "The newcomer gets everything that is replicated from the others. Data of services is theirs",
      "to bring back, before it may become active.",
      "",
      "Examples:",
      "  quorate node replace b",
      "  quorate node replace b --withdraw"
    })
final class NodeReplaceCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofMillis(250);

  private final QuorateCommand root;

  @Parameters(paramLabel = "NODE", description = "The node that is lost.")
  private String node = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long the place may be taken: 1s to 24h. Default: 1h.")
  private @Nullable Duration offer;

  @Option(names = "--withdraw", description = "Take the offer back: the node keeps its place.")
  private boolean withdraw;

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait until the newcomer votes, or only offer the place. Default: wait.")
  private boolean wait;

  NodeReplaceCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    ReplaceNodeRequest.Builder request =
        ReplaceNodeRequest.newBuilder().setNode(node).setWithdraw(withdraw);
    if (offer != null) {
      request.setOfferFor(
          com.google.protobuf.Duration.newBuilder()
              .setSeconds(offer.getSeconds())
              .setNanos(offer.getNano()));
    }
    Console console = root.console();
    try (QuorateClient client = root.client(QuorateCommand.CALL_TIMEOUT)) {
      ReplaceNodeResponse response = client.replaceNode(request.build());
      if (withdraw || !wait) {
        console.answer(response, paint -> offered() + "\n");
        return ExitCode.DONE;
      }
      console.note(Tone.PLAIN, offered());
      int code = await(client, response);
      if (console.format() != OutputFormat.TABLE) {
        console.answer(response, paint -> "");
      }
      return code;
    }
  }

  private String offered() {
    return withdraw
        ? node + " keeps its place"
        : "the data of "
            + node
            + " is given up: start a server for it with an empty data directory and"
            + " --await-formation";
  }

  /** How far a replacement is. */
  enum Progress {
    OFFERED,
    TAKEN,
    VOTES
  }

  /** What a confirmed status says of the node. Pure. */
  static Progress judge(NodeStatus now, ReplaceNodeResponse asked) {
    if (now.getGeneration() < asked.getGeneration()) {
      return Progress.OFFERED;
    }
    return now.getVotes() && now.getOnline() ? Progress.VOTES : Progress.TAKEN;
  }

  private int await(QuorateClient client, ReplaceNodeResponse asked)
      throws InterruptedException, RefusedException {
    Console console = root.console();
    CliClock clock = root.surroundings().clock();
    Duration limit = root.timeout().orElse(LIMIT);
    long end = clock.nanos() + limit.toNanos();
    Progress before = Progress.OFFERED;
    while (clock.nanos() < end) {
      Progress now = look(client, asked).orElse(before);
      if (now == Progress.VOTES) {
        console.note(Tone.GOOD, node + " is back: it votes, and has what is replicated");
        return ExitCode.DONE;
      }
      if (now == Progress.TAKEN && before == Progress.OFFERED) {
        console.note(Tone.PLAIN, "  a server has taken the place of " + node);
      }
      before = now;
      clock.pause(PERIOD);
    }
    console.error(
        node
            + " does not vote after "
            + Words.duration(limit)
            + "; what is missing: quorate status");
    return ExitCode.FAILED;
  }

  private Optional<Progress> look(QuorateClient client, ReplaceNodeResponse asked)
      throws RefusedException {
    try {
      Status status = client.status(GetStatusRequest.getDefaultInstance());
      return status.getSource() != Status.Source.QUORUM
          ? Optional.empty()
          : status.getNodesList().stream()
              .filter(one -> one.getNode().equals(node))
              .map(one -> judge(one, asked))
              .findFirst();
    } catch (RefusedException refused) {
      throw refused;
    } catch (QuorateException noAnswer) {
      return Optional.empty(); // asked again, until the time is over
    }
  }
}
