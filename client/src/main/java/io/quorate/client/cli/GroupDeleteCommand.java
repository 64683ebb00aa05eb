package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.DeleteGroupResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quorate group delete}: ends the care for a group. */
@Command(
    name = "delete",
    description = "Delete a group: its service is stopped, and no node is active for it any more.",
    footer = {"", "Example:", "  quorate group delete web"})
final class GroupDeleteCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(paramLabel = "NAME", description = "The group.")
  private String name = "";

  @Option(
      names = "--based-on",
      paramLabel = "REVISION",
      description = "Delete it only if this is its present revision.")
  private @Nullable Long basedOn;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  GroupDeleteCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, IOException {
    if (basedOn != null && basedOn < 0) {
      throw root.usage("--based-on takes a revision from 0");
    }
    String question = "Delete the group " + name + " and stop its service?";
    if (!yes && Confirmation.ask(root, question) == Confirmation.Answer.NO) {
      return ExitCode.FAILED;
    }
    DeleteGroupRequest.Builder request = DeleteGroupRequest.newBuilder().setName(name);
    if (basedOn != null) {
      request.setBasedOn(basedOn);
    }
    try (QuorateClient client = root.client()) {
      DeleteGroupResponse response = client.deleteGroup(request.build());
      root.console().answer(response, paint -> name + ": deleted\n");
      return ExitCode.DONE;
    }
  }
}
