package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config list}: the values below a path. */
@Command(
    name = "list",
    description = "List the values of a group, or those below a path.",
    footer = {
      "",
      "At most 1000 of 16 MiB together; go on with --after and the last path.",
      "",
      "Examples:",
      "  quorate config list web",
      "  quorate config list web tls --node a --effective"
    })
final class ConfigListCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final ListedPaths paths = new ListedPaths();

  @Mixin private final ReadScope scope = new ReadScope();

  ConfigListCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    scope.check(root);
    ListValuesRequest request =
        ListValuesRequest.newBuilder()
            .setGroup(paths.group())
            .setBelow(paths.below())
            .setNode(scope.node())
            .setEffective(scope.effective())
            .setAfter(paths.after())
            .setAllNodes(scope.node().isEmpty())
            .build();
    try (QuorateClient client = root.client()) {
      ListValuesResponse response = ValuePages.whole(client.configuration(), request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListValuesResponse response, Paint paint) {
    if (response.getEntriesCount() == 0) {
      return "no values\n";
    }
    TextTable table = new TextTable("PATH", "NODE", "REVISION", "VALUE");
    for (ConfigEntry entry : response.getEntriesList()) {
      table.row(
          Cell.of(entry.getPath()),
          Cell.of(entry.getNode().isEmpty() ? "all" : entry.getNode()),
          Cell.of(Long.toUnsignedString(entry.getRevision())),
          Cell.of(ValueText.brief(entry)));
    }
    return table.render(paint) + (response.getMore() ? more(response) : "");
  }

  private static String more(ListValuesResponse response) {
    ConfigEntry last = response.getEntries(response.getEntriesCount() - 1);
    return last.getNode().isEmpty()
        ? "there are more: go on with --after " + last.getPath() + "\n"
        : "there are more: go on with --node "
            + last.getNode()
            + " --after "
            + last.getPath()
            + ", then with the other members\n";
  }
}
