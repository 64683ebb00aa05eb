package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.GroupStatus;
import io.quorate.v1.ListGroupsRequest;
import io.quorate.v1.ListGroupsResponse;
import io.quorate.v1.MemberStatus;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code quorate group list}: all groups in a line each. */
@Command(
    name = "list",
    description = "List all groups.",
    footer = {"", "Example:", "  quorate group list -o json"})
final class GroupListCommand implements Callable<Integer> {

  private final QuorateCommand root;

  GroupListCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ListGroupsResponse response = client.listGroups(ListGroupsRequest.getDefaultInstance());
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListGroupsResponse response, Paint paint) {
    if (response.getGroupsCount() == 0) {
      return "no groups; declare one with: quorate group apply -f FILE\n";
    }
    TextTable table = new TextTable("GROUP", "STATE", "ACTIVE", "EPOCH", "REVISION", "MEMBERS");
    for (GroupStatus group : response.getGroupsList()) {
      Tone tone = Verdict.health(group) == Verdict.Health.NOT_SERVED ? Tone.BAD : Tone.PLAIN;
      String members =
          group.getMembersList().stream()
              .map(MemberStatus::getNode)
              .collect(Collectors.joining(", "));
      table.row(
          Cell.of(group.getName()),
          new Cell(Verdict.state(group), tone),
          Cell.of(group.getHolder().isEmpty() ? "-" : group.getHolder()),
          Cell.of(Long.toUnsignedString(group.getEpoch())),
          Cell.of(Long.toUnsignedString(group.getRevision())),
          Cell.of(members));
    }
    return table.render(paint);
  }
}
