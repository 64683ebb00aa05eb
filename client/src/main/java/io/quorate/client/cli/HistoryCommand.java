package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.HistoryEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate history}: every transition. */
@Command(
    name = "history",
    description = "Every transition: when, what, who, why, how long. The newest is at the end.",
    footer = {
      "",
      "Times are UTC. With -o json or yaml the newest is at the beginning, as in the API.",
      "",
      "Example:",
      "  quorate history web --limit 20"
    })
final class HistoryCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final GroupChoice group = new GroupChoice();

  @Mixin private final PageBack page = new PageBack();

  HistoryCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    page.check(root);
    GetHistoryRequest request =
        GetHistoryRequest.newBuilder()
            .setGroup(group.name())
            .setLimit(page.limit())
            .setBefore(page.before())
            .build();
    try (QuorateClient client = root.client()) {
      GetHistoryResponse response = client.history(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(GetHistoryResponse response, Paint paint) {
    if (response.getEntriesCount() == 0) {
      return "nothing has happened yet\n";
    }
    TextTable table =
        new TextTable("TIME", "GROUP", "EVENT", "EPOCH", "NODE", "TOOK", "WHO AND WHY");
    List<HistoryEntry> oldestFirst = new ArrayList<>(response.getEntriesList());
    Collections.reverse(oldestFirst);
    for (HistoryEntry entry : oldestFirst) {
      table.row(
          Cell.of(Words.exactTime(entry.getAt())),
          Cell.of(entry.getGroup()),
          Cell.of(entry.getEvent()),
          Cell.of(entry.getEpoch() == 0 ? "" : Long.toUnsignedString(entry.getEpoch())),
          Cell.of(entry.getNode()),
          Cell.of(entry.hasTook() ? Words.duration(entry.getTook()) : ""),
          Cell.of(whoAndWhy(entry)));
    }
    return table.render(paint);
  }

  private static String whoAndWhy(HistoryEntry entry) {
    boolean both = !entry.getActor().isEmpty() && !entry.getCause().isEmpty();
    return entry.getActor() + (both ? ": " : "") + entry.getCause();
  }
}
