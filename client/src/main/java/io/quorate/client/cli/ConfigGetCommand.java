package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.GetValueRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Write it to this file.")
  private @Nullable Path file;

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
      Path target = file;
      if (target != null) {
        Files.write(target, entry.getValue().toByteArray());
        return ExitCode.DONE;
      }
      Optional<String> text = ValueText.of(entry.getValue());
      if (text.isEmpty() && root.console().format() == OutputFormat.TABLE) {
        root.console().error(path + " is not text; write it to a file with --file");
        return ExitCode.FAILED;
      }
      root.console().answer(entry, paint -> ended(text.orElse("")));
      return ExitCode.DONE;
    }
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }
}
