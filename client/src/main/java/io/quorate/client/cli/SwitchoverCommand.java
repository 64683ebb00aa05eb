package io.quorate.client.cli;

import com.google.protobuf.Duration;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.Operation;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.SwitchoverResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate switchover}: a planned change of the active node. */
@Command(
    name = "switchover",
    description = "Planned change: the active hands over in order, or stays if that fails.",
    footer = {
      "",
      "Here --timeout, at least 1s, is for the whole change, after which it is undone. Default: the",
      "start limits of the group's resources plus 30s.",
      "The exit code is 0 when the target is active, 1 when the change was refused or undone.",
      "",
      "Example:",
      "  quorate switchover web --to b --reason \"kernel update on a\""
    })
final class SwitchoverCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(paramLabel = "GROUP", description = "The group.")
  private String group = "";

  @Option(
      names = "--to",
      paramLabel = "NODE",
      description = "Who is to be active. Default: the best standby.")
  private String to = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown in the history.")
  private String reason = "";

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait for the end and show each step, or only begin. Default: wait.")
  private boolean wait;

  SwitchoverCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    SwitchoverRequest.Builder request =
        SwitchoverRequest.newBuilder().setGroup(group).setTo(to).setReason(reason);
    root.timeout()
        .ifPresent(
            time ->
                request.setTimeout(
                    Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano())));
    try (QuorateClient client = root.client(QuorateCommand.CALL_TIMEOUT)) {
      long newest = newestEntry(client);
      SwitchoverResponse response = client.switchover(request.build());
      Console console = root.console();
      if (!wait) {
        console.answer(response, paint -> begun(response));
        return ExitCode.DONE;
      }
      console.note(Tone.PLAIN, begun(response).stripTrailing());
      int code = new SwitchoverFollowing(root, client, group, response).run(newest);
      if (console.format() != OutputFormat.TABLE) {
        console.answer(response, paint -> "");
      }
      return code;
    }
  }

  /** So that only what comes after it is shown as a step. */
  private long newestEntry(QuorateClient client) throws QuorateException {
    GetHistoryRequest request = GetHistoryRequest.newBuilder().setGroup(group).setLimit(1).build();
    return client.history(request).getEntriesList().stream()
        .mapToLong(entry -> entry.getSequence())
        .findFirst()
        .orElse(0);
  }

  private String begun(SwitchoverResponse response) {
    Operation operation = response.getOperation();
    return Words.oneLine(
            group
                + ": switchover "
                + operation.getFrom()
                + " -> "
                + operation.getTo()
                + " has begun, epoch "
                + Long.toUnsignedString(response.getEpoch()))
        + "\n";
  }
}
