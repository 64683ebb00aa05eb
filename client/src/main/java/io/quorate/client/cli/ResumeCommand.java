package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ResumeRequest;
import io.quorate.v1.ResumeResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate resume}: automatic changes again. */
@Command(
    name = "resume",
    description = "End a pause: a lost active is replaced again.",
    footer = {"", "Example:", "  quorate resume web"})
final class ResumeCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final GroupChoice group = new GroupChoice();

  ResumeCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      ResumeResponse response =
          client.resume(ResumeRequest.newBuilder().setGroup(group.name()).build());
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private static String view(ResumeResponse response) {
    return response.getGroupsCount() == 0
        ? "nothing to resume\n"
        : "resumed: " + String.join(", ", response.getGroupsList()) + "\n";
  }
}
