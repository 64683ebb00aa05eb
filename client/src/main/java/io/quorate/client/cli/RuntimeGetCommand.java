package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.CompareRuntimeRequest;
import io.quorate.v1.CompareRuntimeResponse;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.MemberRuntime;
import io.quorate.v1.RuntimeAggregate;
import io.quorate.v1.RuntimeEntry;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate runtime get}: one entry. */
@Command(
    name = "get",
    description = "Print one runtime entry, or that of each member side by side.",
    footer = {
      "",
      "Text is printed with a line break at its end; --file takes every byte as it is.",
      "-o json and -o yaml tell its revision and its end too.",
      "",
      "With --all-nodes, an entry of a member that is not heard from is the last that it had. The"
          + " sum,",
      "the least and the greatest are told where all of them are numbers.",
      "",
      "Examples:",
      "  quorate runtime get web sessions/17",
      "  quorate runtime get web rule-hits/r1 --all-nodes"
    })
final class RuntimeGetCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "PATH", description = "Its path.")
  private String path = "";

  @Mixin private final EntryNode node = new EntryNode();

  @Option(
      names = "--all-nodes",
      description = "What each member has at the path, its age, and what they come to.")
  private boolean allNodes;

  @Mixin private final ShownValue shown = new ShownValue();

  RuntimeGetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    if (allNodes) {
      return compare();
    }
    GetRuntimeRequest request =
        GetRuntimeRequest.newBuilder()
            .setGroup(space.name())
            .setPath(path)
            .setNode(node.name())
            .build();
    try (QuorateClient client = root.client()) {
      RuntimeEntry entry = client.runtime().get(request);
      return shown.show(root, path, entry.getValue(), entry);
    }
  }

  private int compare() throws QuorateException {
    if (!node.name().isEmpty() || shown.toFile()) {
      throw root.usage("--all-nodes goes with neither --node nor --file");
    }
    CompareRuntimeRequest request =
        CompareRuntimeRequest.newBuilder().setGroup(space.name()).setPath(path).build();
    try (QuorateClient client = root.client()) {
      CompareRuntimeResponse response = client.runtime().compare(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(CompareRuntimeResponse response, Paint paint) {
    TextTable table = new TextTable("NODE", "VALUE", "AGE", "HEARD FROM");
    for (MemberRuntime member : response.getMembersList()) {
      boolean there = member.hasEntry();
      String seen = Words.duration(member.getLastSeen());
      table.row(
          Cell.of(member.getNode()),
          Cell.of(there ? ValueText.brief(member.getEntry().getValue()) : "-"),
          Cell.of(there ? Words.duration(member.getAge()) : "-"),
          member.getOnline() ? Cell.of("now") : new Cell(seen + " ago", Tone.WARN));
    }
    RuntimeAggregate all = response.getAggregate();
    return table.render(paint)
        + (response.hasAggregate()
            ? "sum " + all.getSum() + ", min " + all.getMin() + ", max " + all.getMax() + "\n"
            : "");
  }
}
