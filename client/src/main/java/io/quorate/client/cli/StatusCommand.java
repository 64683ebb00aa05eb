package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate status}: who is active, whether it is safe, and what is wrong. */
@Command(
    name = "status",
    description = "Show who is active, whether it is safe, what is wrong and what to do.",
    footer = {
      "",
      "Without a quorum the last known state is shown with its age, and the exit code is 3. When no",
      "node serves a group that is shown, the exit code is 4.",
      "",
      "Examples:",
      "  quorate status",
      "  quorate status web --watch"
    })
final class StatusCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "GROUP",
      description = "Show this group with its members.")
  private String group = "";

  @Option(
      names = {"-w", "--watch"},
      description =
          "Go on showing changes; end with Ctrl-C. With --timeout, end when no node has"
              + " answered for that time (default 5m).")
  private boolean watch;

  @Option(
      names = "--local",
      description = "Show what the asked node knows by itself, without asking the others.")
  private boolean local;

  StatusCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    GetStatusRequest request =
        GetStatusRequest.newBuilder().setGroup(group).setLocal(local).build();
    try (QuorateClient client = root.client()) {
      if (watch) {
        return new StatusFollowing(root, client, request).run();
      }
      Status status = client.status(request);
      Console console = root.console();
      console.answer(status, paint -> StatusView.render(status, request, paint));
      return exitCode(console, status, request);
    }
  }

  private static int exitCode(Console console, Status status, GetStatusRequest request) {
    int code = exitCode(status, request);
    if (code != ExitCode.DONE && console.format() != OutputFormat.TABLE) {
      console.error(Verdict.of(status, request).get(0).text());
    }
    return code;
  }

  private static int exitCode(Status status, GetStatusRequest request) {
    if (request.getLocal()) {
      boolean unknown = !request.getGroup().isEmpty() && status.getGroupsCount() == 0;
      return unknown ? ExitCode.FAILED : ExitCode.DONE;
    }
    if (status.getSource() != Status.Source.QUORUM) {
      return ExitCode.NO_QUORUM;
    }
    boolean served =
        status.getGroupsList().stream()
            .noneMatch(group -> Verdict.health(group) == Verdict.Health.NOT_SERVED);
    return served ? ExitCode.DONE : ExitCode.NOT_SERVED;
  }
}
