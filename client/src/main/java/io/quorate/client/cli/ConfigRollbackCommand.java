package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RollbackConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate config rollback}: brings an earlier revision back. */
@Command(
    name = "rollback",
    description = {
      "Make all values what they were at an earlier revision. That is a new commit: nothing of the",
      "log is lost, and it can be taken back in the same way."
    },
    footer = {
      "",
      "Examples:",
      "  quorate config diff web 7           # what it would undo",
      "  quorate config rollback web 7 -m 'the limits were too low'"
    })
final class ConfigRollbackCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "REVISION", description = "Which; 0: no values at all.")
  private long to;

  @Mixin private final CommitOptions commit = new CommitOptions();

  ConfigRollbackCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    RollbackConfigRequest request =
        RollbackConfigRequest.newBuilder()
            .setGroup(space.name())
            .setTo(to)
            .setTerms(commit.terms())
            .setDryRun(commit.dryRun())
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().rollback(request);
      return commit.answer(root, client, space.name(), response);
    }
  }
}
