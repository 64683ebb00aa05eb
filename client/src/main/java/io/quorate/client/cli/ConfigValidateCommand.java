package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config validate}: says whether a candidate could be committed. */
@Command(
    name = "validate",
    description = {
      "Whether a candidate could be committed as things are now, with every reason against it.",
      "Changes nothing."
    },
    footer = {"", "Example:", "  quorate config validate web --candidate work"})
final class ConfigValidateCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final CandidateChoice candidate = new CandidateChoice();

  ConfigValidateCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    CommitCandidateRequest request =
        CommitCandidateRequest.newBuilder()
            .setGroup(space.name())
            .setName(candidate.name())
            .setDryRun(true)
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().commit(request);
      root.console()
          .answer(
              response,
              paint ->
                  space.name()
                      + ": candidate "
                      + candidate.name()
                      + " can be committed, as revision "
                      + Long.toUnsignedString(response.getRevision())
                      + "\n");
      return ExitCode.DONE;
    }
  }
}
