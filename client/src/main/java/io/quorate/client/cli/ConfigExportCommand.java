package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code quorate config export}: writes values as files. */
@Command(
    name = "export",
    description = "Write the values of a group into a new folder, each as a file at its path.",
    footer = {
      "",
      "At most 1000 values of 16 MiB together, either those for all members or those of one.",
      "",
      "Example:",
      "  quorate config export web ./web-config"
    })
final class ConfigExportCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "FOLDER", description = "A new or empty folder.")
  private Path folder = Path.of("");

  @Mixin private final ReadScope scope = new ReadScope();

  ConfigExportCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    scope.check(root);
    requireEmpty();
    ListValuesRequest request =
        ListValuesRequest.newBuilder()
            .setGroup(space.name())
            .setNode(scope.node())
            .setEffective(scope.effective())
            .build();
    try (QuorateClient client = root.client()) {
      ListValuesResponse response = ValuePages.whole(client.configuration(), request);
      if (response.getMore()) {
        root.console().error("there are more values than one export takes; nothing was written");
        return ExitCode.FAILED;
      }
      Files.createDirectories(folder);
      int secrets = 0;
      for (ConfigEntry entry : response.getEntriesList()) {
        if (entry.hasSealed()) {
          secrets++;
        } else {
          write(entry);
        }
      }
      String leftOut =
          secrets == 0 ? "" : "; " + Words.count(secrets, "secret") + " left out: reveal them";
      int written = response.getEntriesCount() - secrets;
      root.console()
          .answer(
              response,
              paint ->
                  Words.count(written, "value")
                      + " of revision "
                      + Long.toUnsignedString(response.getRevision())
                      + " in "
                      + folder
                      + leftOut
                      + "\n");
      return ExitCode.DONE;
    }
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        throw new IOException(folder + " is not empty: name a new folder");
      }
    }
  }

  /** What a node says is not trusted with other places than the folder. */
  private void write(ConfigEntry entry) throws IOException {
    Path base = folder.toAbsolutePath().normalize();
    Path file = base.resolve(entry.getPath()).normalize();
    if (!file.startsWith(base) || file.equals(base)) {
      throw new IOException("the path '" + entry.getPath() + "' does not lie in the folder");
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, entry.getValue().toByteArray());
  }
}
