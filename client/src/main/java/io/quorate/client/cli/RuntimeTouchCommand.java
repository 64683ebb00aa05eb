package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RuntimeResponse;
import io.quorate.v1.RuntimeTouch;
import io.quorate.v1.TouchRuntimeRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate runtime touch}: lets entries stay. */
@Command(
    name = "touch",
    description = "Let runtime entries stay for another time to live: all of them, or none.",
    footer = {
      "",
      "Touch them as often as you like: nothing is written while more than half of it is left.",
      "",
      "Example:",
      "  quorate runtime touch web sessions/17"
    })
final class RuntimeTouchCommand implements Callable<Integer> {

  private final QuorateCommand root;

  @Mixin private final NamedEntries entries = new NamedEntries();

  @Mixin private final EntryNode node = new EntryNode();

  @Mixin private final ChangeOptions change = new ChangeOptions();

  RuntimeTouchCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException {
    TouchRuntimeRequest.Builder request =
        TouchRuntimeRequest.newBuilder().setGroup(entries.group()).setDryRun(change.dryRun());
    for (String path : entries.paths()) {
      RuntimeTouch.Builder touch = RuntimeTouch.newBuilder().setPath(path).setNode(node.name());
      entries.revision().ifPresent(touch::setIfRevision);
      request.addEntries(touch);
    }
    change.epoch().ifPresent(request::setEpoch);
    try (QuorateClient client = root.client()) {
      RuntimeResponse response = client.runtime().touch(request.build());
      root.console().answer(response, paint -> view(response));
      return ExitCode.DONE;
    }
  }

  private String view(RuntimeResponse response) {
    if (!response.getChanged()) {
      return entries.group() + ": more than half of every time to live is left\n";
    }
    return change.dryRun()
        ? entries.group() + ": would be put off (nothing was changed)\n"
        : entries.group() + ": put off\n";
  }
}
