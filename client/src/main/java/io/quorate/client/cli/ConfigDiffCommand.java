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
import picocli.CommandLine.Parameters;

/** {@code quorate config diff}: what differs between two revisions. */
@Command(
    name = "diff",
    description = "What differs between two revisions, as a unified diff.",
    footer = {
      "",
      "Examples:",
      "  quorate config diff web 6        # what changed since revision 6",
      "  quorate config diff web 6 7      # what commit 7 changed"
    })
final class ConfigDiffCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final SpaceName space = new SpaceName();

  @Parameters(index = "1", paramLabel = "FROM", description = "The earlier revision.")
  private long from;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "TO",
      description = "The later one. Default: the present one.")
  private @Nullable Long to;

  ConfigDiffCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    DiffConfigRequest.Builder request =
        DiffConfigRequest.newBuilder().setGroup(space.name()).setFrom(from);
    if (to != null) {
      request.setTo(to);
    }
    try (QuorateClient client = root.client()) {
      DiffConfigResponse response = client.configuration().diff(request.build());
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(DiffConfigResponse response, Paint paint) {
    StringBuilder text = new StringBuilder();
    for (ConfigDifference difference : response.getDifferencesList()) {
      text.append(ValueDiff.of(difference, response, paint));
    }
    if (response.getCut()) {
      text.append("there are more differences: compare revisions that are closer together\n");
    }
    return text.length() == 0 ? "no differences\n" : text.toString();
  }
}
