package io.quorate.client.cli;

import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.ListValuesRequest;
import io.quorate.v1.ListValuesResponse;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate config delete}: deletes values by one commit. */
@Command(
    name = "delete",
    description = "Delete values: all of them by one commit, or none.",
    footer = {
      "",
      "--all deletes those for all members and those of each, at most a thousand by each commit.",
      "",
      "Examples:",
      "  quorate config delete web motd limits/connections",
      "  quorate config delete web --all --yes"
    })
final class ConfigDeleteCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "PATH", description = "What to delete.")
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Those of this member. Default: those for all members.")
  private String node = "";

  @Option(names = "--all", description = "Every value of the group.")
  private boolean all;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private final CommitOptions commit = new CommitOptions();

  @Mixin private final StageOptions stage = new StageOptions();

  ConfigDeleteCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException, InterruptedException {
    if (all == !paths.isEmpty() || (all && !node.isEmpty())) {
      throw root.usage("name the paths to delete, or --all and neither paths nor --node");
    }
    stage.check(root, commit);
    if (all && stage.given()) {
      throw root.usage("name the paths to delete with --candidate, not --all");
    }
    if (stage.given()) {
      return staged();
    }
    if (all && commit.waits()) {
      throw root.usage("--all may take several commits, so it does not go with --confirm-within");
    }
    if (all && !yes && !commit.dryRun() && !agreed()) {
      return ExitCode.FAILED;
    }
    try (QuorateClient client = root.client()) {
      ConfigurationClient configuration = client.configuration();
      WriteConfigResponse response = all ? everything(configuration) : named(configuration);
      return commit.answer(root, client, space.name(), response);
    }
  }

  private boolean agreed() throws IOException {
    String question = "Delete the whole configuration of " + space.name() + "?";
    return Confirmation.ask(root, question) == Confirmation.Answer.YES;
  }

  private Integer staged() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ConfigCandidate after = stage.stage(client.configuration(), space.name(), deletions());
      root.console().answer(after, paint -> stage.view(space.name(), after));
      return ExitCode.DONE;
    }
  }

  private List<ConfigChange> deletions() {
    List<ConfigChange> changes = new ArrayList<>();
    paths.forEach(path -> changes.add(deletion(path, node)));
    return changes;
  }

  private WriteConfigResponse named(ConfigurationClient client) throws QuorateException {
    return write(client, deletions(), commit.terms());
  }

  private WriteConfigResponse everything(ConfigurationClient client) throws QuorateException {
    ListValuesRequest request =
        ListValuesRequest.newBuilder().setGroup(space.name()).setAllNodes(true).build();
    ConfigTerms terms = commit.terms();
    while (true) {
      ListValuesResponse page = ValuePages.whole(client, request);
      List<ConfigChange> changes = new ArrayList<>();
      for (ConfigEntry entry : page.getEntriesList()) {
        changes.add(deletion(entry.getPath(), entry.getNode()));
      }
      WriteConfigResponse response = write(client, changes, terms);
      if (!page.getMore() || commit.dryRun()) {
        return response;
      }
      if (terms.hasIfRevision()) {
        terms = terms.toBuilder().setIfRevision(response.getRevision()).build();
      }
    }
  }

  private WriteConfigResponse write(
      ConfigurationClient client, List<ConfigChange> changes, ConfigTerms terms)
      throws QuorateException {
    return client.write(
        WriteConfigRequest.newBuilder()
            .setGroup(space.name())
            .addAllChanges(changes)
            .setTerms(terms)
            .setDryRun(commit.dryRun())
            .build());
  }

  private static ConfigChange deletion(String path, String of) {
    return ConfigChange.newBuilder().setPath(path).setNode(of).build();
  }
}
