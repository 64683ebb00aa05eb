package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ListCandidatesRequest;
import io.quorate.v1.ListCandidatesResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config candidates}: what is put together and not committed. */
@Command(
    name = "candidates",
    description = "What is put together for a group and not committed.",
    footer = {"", "Example:", "  quorate config candidates web"})
final class ConfigCandidatesCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  ConfigCandidatesCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ListCandidatesRequest request =
        ListCandidatesRequest.newBuilder().setGroup(space.name()).build();
    try (QuorateClient client = root.client()) {
      ListCandidatesResponse response = client.configuration().candidates(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListCandidatesResponse response, Paint paint) {
    if (response.getCandidatesCount() == 0) {
      return "no candidates\n";
    }
    TextTable table =
        new TextTable("CANDIDATE", "OWNER", "BASE", "CHANGES", "BYTES", "USED", "KEPT UNTIL");
    for (ConfigCandidate candidate : response.getCandidatesList()) {
      table.row(
          Cell.of(candidate.getName()),
          Cell.of(candidate.getOwner()),
          Cell.of(Long.toUnsignedString(candidate.getBase())),
          Cell.of(Integer.toUnsignedString(candidate.getChanges())),
          Cell.of(Long.toUnsignedString(candidate.getBytes())),
          Cell.of(Words.exactTime(candidate.getUsed())),
          Cell.of(Words.exactTime(candidate.getUntil())));
    }
    return table.render(paint);
  }
}
