package io.quorate.client.cli;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private final PathValues values = new PathValues();

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "For this member only. Default: for all members.")
  private String node = "";

  @Mixin private final ExpectedValue expected = new ExpectedValue();

  @Mixin private final CommitOptions commit = new CommitOptions();

  @Mixin private final StageOptions stage = new StageOptions();

  ConfigSetCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException, InterruptedException {
    expected.check(root);
    stage.check(root, commit);
    if (stage.given()) {
      return staged();
    }
    WriteConfigRequest request =
        WriteConfigRequest.newBuilder()
            .setGroup(values.group())
            .addAllChanges(changes())
            .setTerms(commit.terms())
            .setDryRun(commit.dryRun())
            .build();
    try (QuorateClient client = root.client()) {
      WriteConfigResponse response = client.configuration().write(request);
      return commit.answer(root, client, values.group(), response);
    }
  }

  private Integer staged() throws QuorateException, IOException {
    if (expected.revision().isPresent()) {
      throw root.usage("--if-absent and --if-value-revision do not go with --candidate");
    }
    try (QuorateClient client = root.client()) {
      ConfigCandidate after = stage.stage(client.configuration(), values.group(), changes());
      root.console().answer(after, paint -> stage.view(values.group(), after));
      return ExitCode.DONE;
    }
  }

  private List<ConfigChange> changes() throws IOException {
    List<ConfigChange> changes = new ArrayList<>();
    for (PathValues.Value value : values.read(root)) {
      ConfigChange.Builder change =
          ConfigChange.newBuilder()
              .setPath(value.path())
              .setNode(node)
              .setValue(value.value())
              .setMediaType(value.mediaType());
      expected.revision().ifPresent(change::setIfRevision);
      changes.add(change.build());
    }
    return changes;
  }
}
