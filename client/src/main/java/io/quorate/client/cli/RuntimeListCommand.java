package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.ListRuntimeRequest;
import io.quorate.v1.ListRuntimeResponse;
import io.quorate.v1.RuntimeEntry;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate runtime list}: the entries below a path. */
@Command(
    name = "list",
    description = "List the runtime entries of a group, or those below a path.",
    footer = {
      "",
      "At most 1000 of 1 MiB together; go on with --after and the last path. Times are UTC.",
      "",
      "Example:",
      "  quorate runtime list web sessions"
    })
final class RuntimeListCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final ListedPaths paths = new ListedPaths();

  @Mixin private final EntryNode node = new EntryNode();

  RuntimeListCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ListRuntimeRequest request =
        ListRuntimeRequest.newBuilder()
            .setGroup(paths.group())
            .setBelow(paths.below())
            .setAfter(paths.after())
            .setNode(node.name())
            .build();
    try (QuorateClient client = root.client()) {
      ListRuntimeResponse response = client.runtime().list(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListRuntimeResponse response, Paint paint) {
    if (response.getEntriesCount() == 0) {
      return "no entries\n";
    }
    TextTable table = new TextTable("PATH", "REVISION", "ENDS", "VALUE");
    for (RuntimeEntry entry : response.getEntriesList()) {
      table.row(
          Cell.of(entry.getPath()),
          Cell.of(Long.toUnsignedString(entry.getRevision())),
          Cell.of(end(entry)),
          Cell.of(ValueText.brief(entry.getValue())));
    }
    return table.render(paint)
        + (response.getMore()
            ? "there are more: go on with --after "
                + response.getEntries(response.getEntriesCount() - 1).getPath()
                + "\n"
            : "");
  }

  private static String end(RuntimeEntry entry) {
    return switch (entry.getEndCase()) {
      case AT -> Words.exactTime(entry.getAt().getAt());
      case EPOCH -> "with epoch " + Long.toUnsignedString(entry.getEpoch());
      case END_NOT_SET -> "-";
    };
  }
}
