package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfirmConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate config confirm}: lets a commit stay that waits for it. */
@Command(
    name = "confirm",
    description = {
      "Let the commit stay that was made with --confirm-within and waits for its confirmation.",
      "Anybody can do so, by way of any node."
    },
    footer = {
      "",
      "Examples:",
      "  quorate config set web limits/connections=500 --confirm-within=5m",
      "  quorate config confirm web"
    })
final class ConfigConfirmCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final AwaitedRevision awaited = new AwaitedRevision();

  ConfigConfirmCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ConfirmConfigRequest.Builder request = ConfirmConfigRequest.newBuilder().setGroup(space.name());
    Long revision = awaited.number();
    if (revision != null) {
      request.setRevision(revision);
    }
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().confirm(request.build());
      root.console()
          .answer(
              response,
              paint ->
                  space.name()
                      + ": revision "
                      + Long.toUnsignedString(response.getRevision())
                      + " stays\n");
      return ExitCode.DONE;
    }
  }
}
