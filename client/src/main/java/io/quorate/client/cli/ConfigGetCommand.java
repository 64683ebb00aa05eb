package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.GetValueRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate config get}: one value. */
@Command(
    name = "get",
    description = "Print one value.",
    footer = {
      "",
      "Text is printed with a line break at its end; --file takes every byte as it is.",
      "",
      "Examples:",
      "  quorate config get web limits/connections",
      "  quorate config get web tls/key.pem --node a --file key.pem"
    })
final class ConfigGetCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "PATH", description = "Its path.")
  private String path = "";

  @Mixin private final ReadScope scope = new ReadScope();

  @Mixin private final ShownValue shown = new ShownValue();

  ConfigGetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    scope.check(root);
    GetValueRequest request =
        GetValueRequest.newBuilder()
            .setGroup(space.name())
            .setPath(path)
            .setNode(scope.node())
            .setEffective(scope.effective())
            .build();
    try (QuorateClient client = root.client()) {
      ConfigEntry entry = client.configuration().get(request);
      return entry.hasSealed() ? secret(entry) : shown.show(root, path, entry.getValue(), entry);
    }
  }

  /** Nothing of it is in the answer, so there is nothing for a file. */
  private int secret(ConfigEntry entry) {
    if (shown.toFile()) {
      root.console()
          .error(path + " is a secret: use quorate secret reveal " + space.name() + " " + path);
      return ExitCode.FAILED;
    }
    root.console().answer(entry, paint -> ValueText.brief(entry) + "\n");
    return ExitCode.DONE;
  }
}
