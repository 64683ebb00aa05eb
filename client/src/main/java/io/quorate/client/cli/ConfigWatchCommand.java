package io.quorate.client.cli;

import io.quorate.client.QuorateClient;
import io.quorate.client.QuorateException;
import io.quorate.v1.ConfigDeletion;
import io.quorate.v1.ConfigEntry;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.WatchConfigRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quorate config watch}: changes as they come. */
@Command(
    name = "watch",
    description = "Show the values of a group, or those below a path, and then each change.",
    footer = {
      "",
      "Goes on by itself by way of another node. With --timeout, ends when no node has answered"
          + " for",
      "that time (default 5m). Ctrl-C is a good end: exit code 0.",
      "",
      "Examples:",
      "  quorate config watch web limits",
      "  quorate config watch web --from 41 --count 1 -o json"
    })
final class ConfigWatchCommand implements Callable<Integer> {
  private final QuorateCommand root;

  @Mixin private final WatchOptions options = new WatchOptions();

  @Option(
      names = "--node",
      paramLabel = "NODE",
      description = "Beside the values for all members only those of this one. Default: all.")
  private String node = "";

  ConfigWatchCommand(QuorateCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws QuorateException, InterruptedException {
    options.check(root);
    WatchConfigRequest request =
        WatchConfigRequest.newBuilder()
            .setGroup(options.group())
            .setBelow(options.below())
            .setNode(node)
            .setFrom(options.from())
            .build();
    try (QuorateClient client = root.client()) {
      return new ChangeFollowing<>(root, options, ConfigWatchCommand::shown)
          .run(client.configuration().watch(request));
    }
  }

  private static ChangeFollowing.Shown shown(ConfigWatchEvent event) {
    List<String> lines = new ArrayList<>();
    for (ConfigEntry value : event.getValuesList()) {
      lines.add(
          Long.toUnsignedString(value.getRevision())
              + " "
              + place(value.getPath(), value.getNode())
              + " = "
              + ValueText.brief(value));
    }
    String revision = Long.toUnsignedString(event.getRevision());
    for (ConfigDeletion gone : event.getDeletedList()) {
      lines.add(revision + " " + place(gone.getPath(), gone.getNode()) + " deleted");
    }
    return new ChangeFollowing.Shown(
        event.getReset() ? "all values as of revision " + revision : "", lines);
  }

  private static String place(String path, String member) {
    return member.isEmpty() ? path : path + " of " + member;
  }
}
