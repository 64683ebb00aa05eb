package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ExplainRequest;
import io.quorate.v1.ExplainResponse;
import io.quorate.v1.Explanation;
import io.quorate.v1.Notice;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate explain}: why things are as they are. */
@Command(
    name = "explain",
    description = "Why things are as they are: each thing that does or does not happen, and why.",
    footer = {"", "Example:", "  quorate explain web"})
final class ExplainCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final GroupChoice group = new GroupChoice();

  ExplainCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ExplainResponse response =
          client.explain(ExplainRequest.newBuilder().setGroup(group.name()).build());
      root.console()
          .answer(
              response,
              paint ->
                  GroupChoice.blocks(
                      response.getExplanationsList(), explanation -> view(explanation, paint)));
      return ExitCode.DONE;
    }
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
