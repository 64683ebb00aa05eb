package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.RuntimeEntry;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate runtime get}: one entry. */
@Command(
    name = "get",
    description = "Print one runtime entry.",
    footer = {
      "",
      "Text is printed with a line break at its end; --file takes every byte as it is.",
      "-o json and -o yaml tell its revision and its end too.",
      "",
      "Example:",
      "  quorate runtime get web sessions/17"
    })
final class RuntimeGetCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "PATH", description = "Its path.")
  private String path = "";

  @Mixin private final ShownValue shown = new ShownValue();

  RuntimeGetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    GetRuntimeRequest request =
        GetRuntimeRequest.newBuilder().setGroup(space.name()).setPath(path).build();
    try (QuorateClient client = root.client()) {
      RuntimeEntry entry = client.runtime().get(request);
      return shown.show(root, path, entry.getValue(), entry);
    }
  }
}
