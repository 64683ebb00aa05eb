package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.DropCandidateRequest;
import io.quorate.v1.DropCandidateResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config discard}: throws a candidate away. */
@Command(
    name = "discard",
    description = "Throw a candidate away, with everything that is in it.",
    footer = {"", "Example:", "  quorate config discard web --candidate work"})
final class ConfigDiscardCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final CandidateChoice candidate = new CandidateChoice();

  ConfigDiscardCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    DropCandidateRequest request =
        DropCandidateRequest.newBuilder().setGroup(space.name()).setName(candidate.name()).build();
    try (QuorateClient client = root.client()) {
      DropCandidateResponse response = client.configuration().drop(request);
      root.console()
          .answer(
              response, paint -> space.name() + ": candidate " + candidate.name() + " is gone\n");
      return ExitCode.DONE;
    }
  }
}
