package io.quorate.client.cli;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate config set}: sets values by one commit. */
@Command(
    name = "set",
    description = "Set values: all of them by one commit, or none.",
    footer = {
      "",
      "Examples:",
      "  quorate config set web limits/connections=500 motd=hello -m 'more load'",
      "  quorate config set web tls/key.pem --file key.pem --node a",
      "  quorate config set web owner=eva --if-absent"
    })
final class ConfigSetCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH=VALUE",
      description = "What shall be where; with --file one path alone.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Take the value from this file, or from standard input for -.")
  private @Nullable String file;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "For this member only. Default: for all members.")
  private String node = "";

  @Option(
      names = "--media-type",
      paramLabel = "TYPE",
      description = "What the values are. Default: text/plain, application/json for .json, ...")
  private String mediaType = "";

  @Option(
      names = "--if-value-revision",
      paramLabel = "REVISION",
      description = "Only if each value is of this revision.")
  private @Nullable Long expected;

  @Option(names = "--if-absent", description = "Only if none of the values is there yet.")
  private boolean ifAbsent;

  @Mixin private final CommitOptions commit = new CommitOptions();

  @Mixin private final StageOptions stage = new StageOptions();

  ConfigSetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    if (ifAbsent && expected != null) {
      throw root.usage("--if-absent and --if-value-revision exclude each other");
    }
    stage.check(root, commit);
    if (stage.given()) {
      return staged();
    }
    WriteConfigRequest request =
        WriteConfigRequest.newBuilder()
            .setGroup(space.name())
            .addAllChanges(changes())
            .setTerms(commit.terms())
            .setDryRun(commit.dryRun())
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().write(request);
      root.console().answer(response, paint -> commit.view(space.name(), response));
      return ExitCode.DONE;
    }
  }

  private Integer staged() throws QuorateException, IOException {
    if (ifAbsent || expected != null) {
      throw root.usage("--if-absent and --if-value-revision do not go with --candidate");
    }
    try (QuorateClient client = root.client()) {
      ConfigCandidate after = stage.stage(client.configuration(), space.name(), changes());
      root.console().answer(after, paint -> stage.view(space.name(), after));
      return ExitCode.DONE;
    }
  }

  private List<ConfigChange> changes() throws IOException {
    String from = file;
    if (from != null) {
      if (values.size() != 1 || values.get(0).indexOf('=') >= 0) {
        throw root.usage("with --file name one path, without =");
      }
      InputFile input = InputFile.read(from, root.surroundings().input());
      return List.of(change(values.get(0), input.content()));
    }
    List<ConfigChange> changes = new ArrayList<>();
    for (String text : values) {
      int equals = text.indexOf('=');
      if (equals <= 0) {
        throw root.usage("\"" + text + "\" is not PATH=VALUE");
      }
      changes.add(
          change(text.substring(0, equals), ByteString.copyFromUtf8(text.substring(equals + 1))));
    }
    return changes;
  }

  private ConfigChange change(String path, ByteString value) {
    String type = mediaType.isEmpty() ? MediaTypes.of(path, value) : mediaType;
    ConfigChange.Builder change =
        ConfigChange.newBuilder().setPath(path).setNode(node).setValue(value).setMediaType(type);
    if (ifAbsent) {
      change.setIfRevision(0);
    } else if (expected != null) {
      change.setIfRevision(expected);
    }
    return change.build();
  }
}
