package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.RuntimeDeletion;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.WatchRuntimeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code quorate runtime watch}: changes as they come. */
@Command(
    name = "watch",
    description =
        "Show the runtime entries of a group, or those below a path, and then each change.",
    footer = {
      "",
      "Goes on by itself by way of another node, and shows all entries anew when it cannot be told",
      "what has changed. With --timeout, ends when no node has answered for that time (default"
          + " 5m).",
      "Ctrl-C is a good end: exit code 0.",
      "",
      "Example:",
      "  quorate runtime watch web sessions"
    })
final class RuntimeWatchCommand implements Callable<Integer> {
  private final QuorateCommand root;

  @Mixin private final WatchOptions options = new WatchOptions();

  RuntimeWatchCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    options.check(root);
    WatchRuntimeRequest request =
        WatchRuntimeRequest.newBuilder()
            .setGroup(options.group())
            .setBelow(options.below())
            .setFrom(options.from())
            .build();
    try (QuorateClient client = root.client()) {
      return new ChangeFollowing<>(root, options, RuntimeWatchCommand::shown)
          .run(client.runtime().watch(request));
    }
  }

  private static ChangeFollowing.Shown shown(RuntimeWatchEvent event) {
    List<String> lines = new ArrayList<>();
    for (RuntimeEntry entry : event.getEntriesList()) {
      lines.add(
          Long.toUnsignedString(entry.getRevision())
              + " "
              + place(entry.getPath(), entry.getNode())
              + " = "
              + ValueText.brief(entry.getValue()));
    }
    String revision = Long.toUnsignedString(event.getRevision());
    for (RuntimeDeletion gone : event.getDeletedList()) {
      lines.add(revision + " " + place(gone.getPath(), gone.getNode()) + " deleted");
    }
    return new ChangeFollowing.Shown(
        event.getReset() ? "all entries as of revision " + revision : "", lines);
  }

  private static String place(String path, String node) {
    return node.isEmpty() ? path : path + " of " + node;
  }
}
