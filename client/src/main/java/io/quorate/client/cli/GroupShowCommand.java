package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.client.yaml.YamlOutput;
import io.quorate.v1.GetGroupRequest;
import io.quorate.v1.Group;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quorate group show}: a group as a file that can be applied again. */
@Command(
    name = "show",
    description = "Show a group as a group file, which can be edited and applied again.",
    footer = {
      "",
      "With -o json the API message is shown, with the revision beside the group.",
      "",
      "Example:",
      "  quorate group show web > web.yaml"
    })
final class GroupShowCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Parameters(paramLabel = "NAME", description = "The group.")
  private String name = "";

  GroupShowCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    try (QuorateClient client = root.client()) {
      Group group = client.group(GetGroupRequest.newBuilder().setName(name).build());
      Console console = root.console();
      if (console.format() == OutputFormat.JSON) {
        console.answer(group, paint -> "");
      } else {
        // Both for people and as YAML in the form of a group file: what is shown can be applied.
        console.out().println("# revision " + Long.toUnsignedString(group.getRevision()));
        console.out().print(YamlOutput.write(group.getSpec(), YamlOutput.Fields.SET));
        console.out().flush();
      }
      return ExitCode.DONE;
    }
  }
}
