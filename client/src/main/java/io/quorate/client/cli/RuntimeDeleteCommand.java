package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.WriteRuntimeRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate runtime delete}: deletes entries. */
@Command(
    name = "delete",
    description = "Delete runtime entries: all of them, or none.",
    footer = {"", "Example:", "  quorate runtime delete web sessions/17 sessions/18"})
final class RuntimeDeleteCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final NamedEntries entries = new NamedEntries();

  @Mixin private final EntryNode node = new EntryNode();

  @Mixin private final ChangeOptions change = new ChangeOptions();

  RuntimeDeleteCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    WriteRuntimeRequest.Builder request =
        WriteRuntimeRequest.newBuilder().setGroup(entries.group()).setDryRun(change.dryRun());
    for (String path : entries.paths()) {
      RuntimeChange.Builder deletion =
          RuntimeChange.newBuilder().setPath(path).setNode(node.name());
      entries.revision().ifPresent(deletion::setIfRevision);
      request.addChanges(deletion);
    }
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      RuntimeResponse response = client.runtime().write(request.build());
      root.console().answer(response, paint -> change.view(entries.group(), response));
      return ExitCode.DONE;
    }
  }
}
