package io.quorate.client.cli;

import io.quorate.client.ConfigurationClient;
import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigCandidate;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.ConfigTerms;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import io.quorate.v1.RebaseCandidateRequest;
import io.quorate.v1.WriteConfigResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate config commit}: makes a candidate one commit. */
@Command(
    name = "commit",
    description = {
      "Make everything in a candidate one commit. What somebody else has changed since the",
      "candidate's base is not overwritten, unless --rebase says so after showing it."
    },
    footer = {
      "",
      "Examples:",
      "  quorate config commit web --candidate work -m 'the new limits' --confirm-within=5m",
      "  quorate config commit web --candidate work --rebase"
    })
final class ConfigCommitCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Mixin private final CandidateChoice candidate = new CandidateChoice();

  @Option(
      names = "--rebase",
      description = "Overwrite what somebody else has changed meanwhile, after showing it.")
  private boolean rebase;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private final CommitOptions commit = new CommitOptions();

  ConfigCommitCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException, InterruptedException {
    if (rebase && commit.dryRun()) {
      throw root.usage("--rebase changes the candidate, so it does not go with --dry-run");
    }
    try (QuorateClient client = root.client()) {
      ConfigurationClient configuration = client.configuration();
      ConfigTerms terms = commit.terms();
      if (rebase) {
        DiffConfigResponse diff = configuration.diff(differences());
        if (!agreed(diff)) {
          return ExitCode.FAILED;
        }
        ConfigCandidate moved = configuration.rebase(onto(diff.getFrom()));
        terms = terms.toBuilder().setIfRevision(moved.getBase()).build();
      }
      CommitCandidateRequest request =
          CommitCandidateRequest.newBuilder()
              .setGroup(space.name())
              .setName(candidate.name())
              .setTerms(terms)
              .setDryRun(commit.dryRun())
              .build();
      WriteConfigResponse response = configuration.commit(request);
      return commit.answer(root, client, space.name(), response);
    }
  }

  private DiffConfigRequest differences() {
    return DiffConfigRequest.newBuilder()
        .setGroup(space.name())
        .setCandidate(candidate.name())
        .build();
  }

  private RebaseCandidateRequest onto(long revision) {
    return RebaseCandidateRequest.newBuilder()
        .setGroup(space.name())
        .setName(candidate.name())
        .setIfRevision(revision)
        .build();
  }

  /** Shows theirs and ours of what is in conflict, and asks. */
  private boolean agreed(DiffConfigResponse diff) throws IOException {
    if (diff.getConflicts() == 0 || yes) {
      return true;
    }
    DiffConfigResponse.Builder conflicts = diff.toBuilder().clearDifferences();
    diff.getDifferencesList().stream()
        .filter(ConfigDifference::getConflict)
        .forEach(conflicts::addDifferences);
    Console console = root.console();
    Paint paint = new Paint(console.colors(), Paint.ENDLESS);
    console.err().print(ConfigDiffCommand.view(conflicts.build(), candidate.name(), paint));
    String question =
        "Overwrite what somebody else has changed at "
            + Words.count(diff.getConflicts(), "path")
            + "?";
    return Confirmation.ask(root, question) == Confirmation.Answer.YES;
  }
}
