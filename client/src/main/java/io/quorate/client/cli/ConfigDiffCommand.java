package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigDifference;
import io.quorate.v1.DiffConfigRequest;
import io.quorate.v1.DiffConfigResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate config diff}: what differs between two revisions. */
@Command(
    name = "diff",
    description = "What differs between two revisions, or what a candidate would change.",
    footer = {
      "",
      "Examples:",
      "  quorate config diff web 6        # what changed since revision 6",
      "  quorate config diff web 6 7      # what commit 7 changed",
      "  quorate config diff web --candidate work"
    })
final class ConfigDiffCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FROM",
      description = "The earlier revision.")
  private @Nullable Long from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description = "The later one. Default: the present one.")
  private @Nullable Long to;

  @Option(
      names = "--candidate",
      paramLabel = "NAME",
      description = "What a commit of this candidate would change now.")
  private String candidate = "";

  ConfigDiffCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    DiffConfigRequest.Builder request =
        DiffConfigRequest.newBuilder().setGroup(space.name()).setCandidate(candidate);
    Long first = from;
    if ((first == null) == candidate.isEmpty()) {
      throw root.usage("name the earlier revision, or --candidate");
    }
    if (first != null) {
      request.setFrom(first);
    }
    if (to != null) {
      request.setTo(to);
    }
    try (QuorateClient client = root.client()) {
      DiffConfigResponse response = client.configuration().diff(request.build());
      root.console().answer(response, paint -> view(response, candidate, paint));
      return ExitCode.DONE;
    }
  }

  /** What differs, and what of it is in conflict. */
  static String view(DiffConfigResponse response, String candidate, Paint paint) {
    StringBuilder text = new StringBuilder();
    for (ConfigDifference difference : response.getDifferencesList()) {
      if (difference.getConflict()) {
        text.append("changed by somebody else since the candidate's base:\n");
      }
      text.append(ValueDiff.of(difference, ValueDiff.Names.of(response, candidate), paint));
    }
    if (response.getCut()) {
      text.append("there are more differences than are shown\n");
    }
    return text.length() == 0 ? "no differences\n" : text.toString();
  }
}
