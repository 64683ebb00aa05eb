package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.v1.FormClusterRequest;
import io.quorate.v1.FormClusterResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code quorate cluster form}: forms the cluster, once. */
@Command(
    name = "form",
    description = {
      "Form the cluster from nodes that run with --await-formation and hold no data, once, by way"
          + " of",
      "any of them. Refused, with all reasons, while a node cannot be reached, holds data, is of",
      "another cluster or knows other peers. A cluster that is formed is left alone; what was",
      "interrupted is finished. Waits until a leader answers; --timeout is for all of it, default"
          + " 60s."
    },
    footer = {"", "Example:", "  quorate --server 10.0.0.1 cluster form"})
final class ClusterFormCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** What one node takes at most to reach all others, and some. */
  private static final Duration ATTEMPT = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final QuorateCommand root;

  ClusterFormCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    CliClock clock = root.surroundings().clock();
    Duration limit = root.timeout().orElse(LONGEST);
    long end = clock.nanos() + limit.toNanos();
    FormClusterResponse formed;
    try (QuorateClient client = root.client(limit, ATTEMPT)) {
      formed = client.formCluster(FormClusterRequest.getDefaultInstance());
    }
    root.console().answer(formed, paint -> view(formed, paint));
    return awaitLeader(clock, end);
  }

  private static String view(FormClusterResponse formed, Paint paint) {
    String how =
        formed.getResult() == FormClusterResponse.Result.FORMED
            ? " is formed of "
            : " was formed before, of ";
    StringBuilder text = new StringBuilder("cluster ").append(formed.getCluster()).append(how);
    text.append(String.join(", ", formed.getVotersList())).append('\n');
    formed
        .getWarningsList()
        .forEach(warning -> text.append(Notices.lines(warning, "", Tone.WARN, paint)));
    return text.toString();
  }

  private int awaitLeader(CliClock clock, long end) throws RefusedException, InterruptedException {
    String last = "no node answered";
    for (long left = end - clock.nanos(); left > 0; left = end - clock.nanos()) {
      try (QuorateClient client = root.client(Duration.ofMillis(left / 1_000_000 + 1))) {
        Status status = client.status(GetStatusRequest.getDefaultInstance());
        if (status.getSource() == Status.Source.QUORUM) {
          root.console().note(Tone.PLAIN, "it has a leader: " + status.getLeader());
          return ExitCode.DONE;
        }
      } catch (RefusedException refused) {
        throw refused;
      } catch (QuorateException starting) {
        last = String.valueOf(starting.getMessage());
      }
      clock.pause(PAUSE);
    }
    root.console().error("no leader yet: " + last + "; see quorate status");
    return ExitCode.NO_QUORUM;
  }
}
