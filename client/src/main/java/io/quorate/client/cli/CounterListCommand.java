package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.Counter;
import io.quorate.v1.ListCountersRequest;
import io.quorate.v1.ListCountersResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate counter list}: the counters of a group. */
@Command(
    name = "list",
    description = "List the counters of a group.",
    footer = {
      "",
      "At most 1000; go on with --after and the last name.",
      "",
      "Example:",
      "  quorate counter list web"
    })
final class CounterListCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Option(names = "--after", paramLabel = "NAME", description = "Only what comes behind this name.")
  private String after = "";

  CounterListCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ListCountersRequest request =
        ListCountersRequest.newBuilder().setGroup(space.name()).setAfter(after).build();
    try (QuorateClient client = root.client()) {
      ListCountersResponse response = client.counters().list(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListCountersResponse response, Paint paint) {
    if (response.getCountersCount() == 0) {
      return "no counters\n";
    }
    TextTable table = new TextTable("NAME", "LAST", "MARGIN");
    for (Counter counter : response.getCountersList()) {
      table.row(
          Cell.of(counter.getName()),
          Cell.of(Long.toUnsignedString(counter.getLast())),
          Cell.of(Long.toUnsignedString(counter.getMargin())));
    }
    int last = response.getCountersCount() - 1;
    return table.render(paint)
        + (response.getMore()
            ? "there are more: go on with --after " + response.getCounters(last).getName() + "\n"
            : "");
  }
}
