package io.quorate.server.agent;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PlainText;
import io.quorate.core.agent.Act;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.Ending;
import io.quorate.core.session.Order;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.ProgramRun;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs the hook commands of one group, and says what services and hooks are told in their
 * environment.
 */
final class CommandLauncher {
  private final PlaceSetting setting;
  private final LocalTools local;
  private final GroupId group;
  private GroupSpec spec;
  private Epoch epoch = Epoch.NONE;
  private String cause = "";
  private Ending ending = Ending.LEASE_OVER;
  private Order.@Nullable Holding active;

  CommandLauncher(PlaceSetting setting, LocalTools local, GroupSpec spec) {
    this.setting = setting;
    this.local = local;
    this.group = spec.name();
    this.spec = spec;
  }

  /** From now on commands are about this. */
  void about(Act act) {
    spec = act.served();
    epoch = act.epoch();
    cause = act.reason();
    ending = act.ending();
    active = act.role();
  }

  /** The epoch that commands are about. */
  Epoch epoch() {
    return epoch;
  }

  /**
   * Runs a command of a hook, after something else was done that it must not run without.
   *
   * @param before completes when the command may run; when it fails, the command is not run
   */
  CompletableFuture<CommandResult> run(
      Resource.Hook hook, String step, Program command, CompletableFuture<Void> before) {
    SortedMap<String, String> environment = environment(hook.environment());
    environment.put("QUORATE_STEP", step);
    environment.put("QUORATE_OUTCOME", step.equals("demote") ? outcome(ending) : "");
    ProgramRun run =
        new ProgramRun(
            command.line(),
            environment,
            setting.dataDirectory(),
            hook.timeout(),
            local.guards().commandMarker(group.value(), Math.max(1, epoch.value())),
            GuardSpecs.accountName(hook.runAs()),
            List.of());
    return before.thenCompose(done -> local.commands().submit(run));
  }

  /** As a shell compares it. */
  static String outcome(Ending ending) {
    return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a program of the group is told: its own variables and ours, which win. */
  SortedMap<String, String> environment(Environment own) {
    SortedMap<String, String> environment = new TreeMap<>(own.variables());
    environment.put("QUORATE_GROUP", group.value());
    environment.put("QUORATE_NODE", setting.self().value());
    environment.put("QUORATE_EPOCH", Long.toString(epoch.value()));
    environment.put("QUORATE_REASON", PlainText.of(cause));
    environment.put("QUORATE_PEER", peer());
    Order.Holding known = active;
    NodeId holder = known == null ? null : known.holder();
    environment.put("QUORATE_ACTIVE", holder == null ? "" : holder.value());
    environment.put(
        "QUORATE_ACTIVE_ENDPOINT",
        known == null || known.endpoints().isEmpty() ? "" : known.endpoints().get(0));
    return environment;
  }

  private String peer() {
    return spec.members().stream()
        .map(GroupMember::node)
        .filter(node -> !node.equals(setting.self()))
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }
}
