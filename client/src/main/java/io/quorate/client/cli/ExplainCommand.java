package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.Explanation;
import io.quorate.v1.Notice;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate explain}: why things are as they are. */
@Command(
    name = "explain",
    description = "Why things are as they are: each thing that does or does not happen, and why.",
    footer = {"", "Example:", "  quorate explain web"})
final class ExplainCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(
      arity = "0..1",
      paramLabel = "GROUP",
      description = "The group. Default: all of them.")
  private String group = "";

  ExplainCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ExplainResponse response =
          client.explain(ExplainRequest.newBuilder().setGroup(group).build());
      root.console().answer(response, paint -> view(response, paint));
      return ExitCode.DONE;
    }
  }

  private static String view(ExplainResponse response, Paint paint) {
    if (response.getExplanationsCount() == 0) {
      return "no groups\n";
    }
    return response.getExplanationsList().stream()
        .map(explanation -> view(explanation, paint))
        .collect(Collectors.joining("\n"));
  }

  private static String view(Explanation explanation, Paint paint) {
    StringBuilder text =
        new StringBuilder(paint.paint(Tone.STRONG, Words.oneLine(explanation.getGroup())));
    text.append('\n');
    for (Notice finding : explanation.getFindingsList()) {
      Tone tone = finding.getRemedy().isEmpty() ? Tone.PLAIN : Tone.WARN;
      text.append(Notices.lines(finding, "", tone, paint));
    }
    return text.toString();
  }
}
