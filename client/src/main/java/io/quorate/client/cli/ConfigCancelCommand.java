package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CancelConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate config cancel}: undoes a commit that waits for its confirmation. */
@Command(
    name = "cancel",
    description = {
      "Undo the commit that waits for its confirmation, now. That is a new commit: the log shows",
      "both."
    },
    footer = {"", "Example:", "  quorate config cancel web -m 'the load did not sink'"})
final class ConfigCancelCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final AwaitedRevision awaited = new AwaitedRevision();

  @Option(
      names = {"-m", "--comment"},
      paramLabel = "TEXT",
      description = "Why, for the log.")
  private String comment = "";

  ConfigCancelCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    CancelConfigRequest.Builder request =
        CancelConfigRequest.newBuilder().setGroup(space.name()).setComment(comment);
    Long revision = awaited.number();
    if (revision != null) {
      request.setRevision(revision);
    }
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().cancel(request.build());
      root.console()
          .answer(
              response,
              paint ->
                  space.name()
                      + ": undone, revision "
                      + Long.toUnsignedString(response.getRevision())
                      + "\n");
      return ExitCode.DONE;
    }
  }
}
