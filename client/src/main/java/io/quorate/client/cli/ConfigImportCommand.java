package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate config import}: sets values from files. */
@Command(
    name = "import",
    description = "Set values from the files of a folder, by one commit: the path of each is its.",
    footer = {
      "",
      "At most 1000 files of 640 KiB together, into a candidate 10000 of 16 MiB. Values without a",
      "file stay, unless --replace is given.",
      "",
      "Examples:",
      "  quorate config import web ./web-config --dry-run",
      "  quorate config import web ./web-config --replace -m 'from the repository'"
    })
final class ConfigImportCommand implements Callable<Integer> {

  private static final int MOST_STAGED = 10_000;
  private static final int MOST_STAGED_BYTES = 16 << 20;

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "FOLDER", description = "The folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "For this member only. Default: for all members.")
  private String node = "";

  @Option(
      names = "--replace",
      description = "Delete the values for which there is no file; secrets stay.")
  private boolean replace;

  @Mixin private final CommitOptions commit = new CommitOptions();

  @Mixin private final StageOptions stage = new StageOptions();

  ConfigImportCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException, InterruptedException {
    stage.check(root, commit);
    SortedMap<String, ConfigChange> changes = files();
    try (QuorateClient client = root.client()) {
      if (replace) {
        deletions(client.configuration(), changes);
      }
      if (stage.given()) {
        ConfigCandidate after = stage.stage(client.configuration(), space.name(), changes.values());
        root.console().answer(after, paint -> stage.view(space.name(), after));
        return ExitCode.DONE;
      }
      WriteConfigRequest request =
          WriteConfigRequest.newBuilder()
              .setGroup(space.name())
              .addAllChanges(changes.values())
              .setTerms(commit.terms())
              .setDryRun(commit.dryRun())
              .build();
      WriteConfigResponse response = client.configuration().write(request);
      return commit.answer(root, client, space.name(), response);
    }
  }

  private SortedMap<String, ConfigChange> files() throws IOException {
    SortedMap<String, ConfigChange> changes = new TreeMap<>();
    long bytes = 0;
    int most = stage.given() ? MOST_STAGED : WriteLimits.CHANGES;
    int mostBytes = stage.given() ? MOST_STAGED_BYTES : WriteLimits.BYTES;
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        if (changes.size() == most) {
          throw new IOException(folder + " has more than " + most + " files; nothing was changed");
        }
        bytes += Files.size(file);
        if (bytes > mostBytes) {
          throw new IOException(
              "the files in "
                  + folder
                  + " have more than "
                  + mostBytes
                  + " bytes; nothing was changed");
        }
        String path = folder.relativize(file).toString().replace('\\', '/');
        ByteString value = ByteString.copyFrom(Files.readAllBytes(file));
        changes.put(
            path,
            ConfigChange.newBuilder()
                .setPath(path)
                .setNode(node)
                .setValue(value)
                .setMediaType(MediaTypes.of(path, value))
                .build());
      }
    }
    if (changes.isEmpty()) {
      throw new IOException("there are no files in " + folder);
    }
    return changes;
  }

  private void deletions(ConfigurationClient client, SortedMap<String, ConfigChange> changes)
      throws QuorateException, IOException {
    ListValuesRequest request =
        ListValuesRequest.newBuilder().setGroup(space.name()).setNode(node).build();
    ListValuesResponse present = ValuePages.whole(client, request);
    if (present.getMore()) {
      throw new IOException(
          "there are more values than "
              + ValuePages.MOST
              + " or 16 MiB already: import without --replace");
    }
    for (ConfigEntry entry : present.getEntriesList()) {
      if (!entry.hasSealed()) { // no export has a file of a secret
        changes.putIfAbsent(
            entry.getPath(),
            ConfigChange.newBuilder().setPath(entry.getPath()).setNode(node).build());
      }
    }
  }
}
