package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.cli.TextTable.Cell;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListSecretsRequest;
import io.quorate.v1.ListSecretsResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate secret list}: which secrets there are. */
@Command(
    name = "list",
    description = "List the secrets of a group, by what everybody may know of them.",
    footer = {
      "",
      "Equal fingerprints at one path: equal secrets. At most 1000; go on with --after and the"
          + " last",
      "path, and --after-node when that is of a member.",
      "",
      "Example:",
      "  quorate secret list web"
    })
final class SecretListCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Option(names = "--after", paramLabel = "PATH", description = "Only what comes behind this path.")
  private String after = "";

  @Option(names = "--after-node", paramLabel = "NODE", description = "The path is of this member.")
  private String afterNode = "";

  SecretListCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    ListSecretsRequest request =
        ListSecretsRequest.newBuilder()
            .setGroup(space.name())
            .setAfter(after)
            .setAfterNode(afterNode)
            .build();
    try (QuorateClient client = root.client()) {
      ListSecretsResponse response = client.secrets().list(request);
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ListSecretsResponse response, Paint paint) {
    if (response.getEntriesCount() == 0) {
      return "no secrets\n";
    }
    TextTable table =
        new TextTable("PATH", "NODE", "REVISION", "BYTES", "TYPE", "FINGERPRINT", "KEY");
    for (ConfigEntry entry : response.getEntriesList()) {
      table.row(
          Cell.of(entry.getPath()),
          Cell.of(entry.getNode().isEmpty() ? "all" : entry.getNode()),
          Cell.of(Long.toUnsignedString(entry.getRevision())),
          Cell.of(Integer.toUnsignedString(entry.getSealed().getLength())),
          Cell.of(entry.getMediaType()),
          Cell.of(entry.getSealed().getFingerprint()),
          Cell.of(Long.toUnsignedString(entry.getSealed().getGeneration())));
    }
    return table.render(paint) + (response.getMore() ? more(response) : "");
  }

  private static String more(ListSecretsResponse response) {
    ConfigEntry last = response.getEntries(response.getEntriesCount() - 1);
    return "there are more: go on with --after "
        + last.getPath()
        + (last.getNode().isEmpty() ? "" : " --after-node " + last.getNode())
        + "\n";
  }
}
