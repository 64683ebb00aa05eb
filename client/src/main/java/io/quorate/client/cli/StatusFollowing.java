package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.RefusedException;
import io.quorate.client.StatusWatch;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.NodeStatus;
import io.quorate.v1.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows statuses as they come: redrawn on a terminal, else one after the other when something has
 * changed.
 */
final class StatusFollowing {

  /** A node that says nothing for so long is asked anew, which also keeps the shown ages fresh. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final QuorateClient client;
  private final GetStatusRequest request;
  private final Console console;
  private final CliClock clock;
  private final Duration patience;
  private final boolean redraws;
  private Status shown = Status.getDefaultInstance();

  StatusFollowing(QuorateCommand root, QuorateClient client, GetStatusRequest request) {
    this.client = client;
    this.request = request;
    this.console = root.console();
    this.clock = root.surroundings().clock();
    this.patience = root.timeout().orElse(PATIENCE);
    this.redraws =
        console.format() == OutputFormat.TABLE
            && root.surroundings().terminals().contains(TerminalEnd.OUTPUT);
  }

  /** Runs until nobody has answered for too long, or nobody reads any more. */
  int run() throws RefusedException, InterruptedException {
    long heard = clock.nanos();
    Duration silence = patience.compareTo(SILENCE) < 0 ? patience : SILENCE;
    try (StatusWatch watch = client.watchStatus(request)) {
      while (!console.out().checkError()) {
        Optional<Status> status = watch.next(silence);
        if (status.isPresent()) {
          show(status.get());
          heard = clock.nanos();
          continue;
        }
        Duration quiet = Duration.ofNanos(clock.nanos() - heard);
        if (quiet.compareTo(patience) >= 0) {
          console.error(
              "no node has answered for " + Words.duration(quiet) + "; check that the nodes run");
          return ExitCode.NO_QUORUM;
        }
        clock.pause(PAUSE);
      }
    }
    return ExitCode.DONE;
  }

  private void show(Status status) {
    Status lasting = lasting(status);
    if (!redraws && lasting.equals(shown)) {
      return;
    }
    shown = lasting;
    String before = redraws ? CLEAR : "";
    console.answerInSeries(status, paint -> before + StatusView.render(status, request, paint));
  }

  /** The status without what changes all the time. */
  private static Status lasting(Status status) {
    Status.Builder lasting = status.toBuilder().clearAsOf().clearAge();
    for (NodeStatus.Builder node : lasting.getNodesBuilderList()) {
      node.clearLastSeen().clearAppliedIndex();
    }
    return lasting.build();
  }
}
