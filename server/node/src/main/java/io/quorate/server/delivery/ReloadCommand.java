package io.quorate.server.delivery;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.Delivery;
import io.quorate.server.guard.GuardStation;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProgramRun;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Runs what makes programs take up files that have changed. */
final class ReloadCommand {
  private static final String MARK = "deliveries";

  private final NodeId self;
  private final Path directory;
  private final CommandRunner commands;
  private final GuardStation guards;

  /**
   * On this node.
   *
   * @param directory in which commands run
   * @param guards marks what belongs to this node, so that a later run finds what was left
   */
  ReloadCommand(NodeId self, Path directory, CommandRunner commands, GuardStation guards) {
    this.self = self;
    this.directory = directory;
    this.commands = commands;
    this.guards = guards;
  }

  /** Runs it; the result always comes. */
  CompletableFuture<CommandResult> run(
      GroupId group, Delivery delivery, Delivery.Reload reload, Revision revision) {
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("QUORATE_GROUP", group.value());
    environment.put("QUORATE_NODE", self.value());
    environment.put("QUORATE_DELIVERY", delivery.name());
    environment.put("QUORATE_REVISION", revision.toString());
    environment.put("QUORATE_FILES", TargetText.files(delivery.target()));
    return commands.submit(
        new ProgramRun(
            reload.command().line(),
            environment,
            directory,
            reload.timeout(),
            guards.commandMarker(MARK, 1),
            new AccountName(reload.runAs().user(), reload.runAs().group()),
            List.of()));
  }
}
