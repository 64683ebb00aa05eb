package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.FailoverRequest;
import io.quorate.v1.FailoverResponse;
import io.quorate.v1.GetStatusRequest;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.Status;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate failover}: forced, because somebody vouches that the old active is dead (S1). */
@Command(
    name = "failover",
    description = "Force the role onto a node, because you vouch that the old active is dead.",
    footer = {
      "",
      "If the old active is not dead, two nodes may serve at one time. For a planned change use",
      "switchover. What you vouch for is kept in the history with your name.",
      "",
      "Example:",
      "  quorate failover web --to b --fenced-by \"kim: switched a off at the rack\""
    })
final class FailoverCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(paramLabel = "GROUP", description = "The group.")
  private String group = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NODE",
      description = "Who is to be active.")
  private String to = "";

  @Option(
      names = "--fenced-by",
      required = true,
      paramLabel = "TEXT",
      description = "Who made sure that the old active is dead, and how.")
  private String fencedBy = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  FailoverCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    try (QuorateClient client = root.client()) {
      if (!yes && Confirmation.ask(root, question(client)) == Confirmation.Answer.NO) {
        return ExitCode.FAILED;
      }
      FailoverRequest request =
          FailoverRequest.newBuilder().setGroup(group).setTo(to).setFencedBy(fencedBy).build();
      FailoverResponse response = client.failover(request);
      String done =
          group + ": granted to " + to + ", epoch " + Long.toUnsignedString(response.getEpoch());
      root.console()
          .answer(response, paint -> done + "; watch it start: quorate status " + group + "\n");
      return ExitCode.DONE;
    }
  }

  /** Names the node that the person is about to declare dead. */
  private String question(QuorateClient client) throws QuorateException {
    Status status = client.status(GetStatusRequest.newBuilder().setGroup(group).build());
    String holder =
        status.getGroupsList().stream()
            .filter(known -> known.getName().equals(group) && !known.getHolder().isEmpty())
            .findFirst()
            .map(GroupStatus::getHolder)
            .orElse("");
    String vouched =
        holder.isEmpty()
            ? "Nobody is known to hold " + group + "."
            : "You vouch that "
                + holder
                + ", which holds "
                + group
                + ", is dead ("
                + fencedBy
                + "). If it is not, two nodes may serve at one time.";
    return Words.oneLine(vouched + " Make " + to + " active?");
  }
}
