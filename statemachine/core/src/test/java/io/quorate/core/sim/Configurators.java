package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * People and programs that change configurations. They leave commits that wait for a confirmation,
 * and do not always come back to confirm them.
 */
final class Configurators {
  private static final int PATHS = 8;

  private final World world;
  private final Dice dice;
  private final Operators.Presence presence;
  private final List<Runnable> kinds;
  private long asked;
  private boolean over;

  Configurators(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.CONFIGURATION);
    this.presence = dice.chance(0.4) ? Operators.Presence.BUSY : Operators.Presence.AWAY;
    this.kinds =
        List.of(
            () -> write(null),
            () -> write(null),
            this::writeToBeConfirmed,
            this::writeToBeConfirmed,
            this::stage,
            this::stage,
            this::commitCandidate,
            this::commitCandidate,
            this::rebase,
            this::discard,
            this::rollback,
            this::confirm,
            this::cancel,
            this::cancel,
            this::expire,
            this::scope,
            this::scope);
  }

  void start() {
    if (presence == Operators.Presence.AWAY) {
      return;
    }
    world.queue.after(
        Millis.of(dice.between(100, 2_000)),
        () -> {
          if (!over) {
            dice.pick(kinds).run();
            start();
          }
        });
  }

  /** Nobody comes back: what waits for a confirmation is undone in time. */
  void goHome() {
    over = true;
  }

  /** Whether a commit still waits, which nobody will confirm any more. */
  boolean leftSomethingWaiting() {
    return !ConfigView.awaited(world.truth.store()).isEmpty();
  }

  private SpaceId anySpace() {
    return new SpaceId(world.anyGroup(dice));
  }

  private void writeToBeConfirmed() {
    write(Duration.ofMillis(dice.between(10_000, 20_000)));
  }

  private void write(@Nullable Duration within) {
    SpaceId space = anySpace();
    Revision head = dice.chance(0.2) ? head(space) : null;
    String owner = dice.chance(0.1) ? Scoped.SYSTEM : "";
    ConfigCommand.Terms terms = new ConfigCommand.Terms(head, null, "", within, owner);
    ask(new ConfigCommand.Write(space, edits(), terms));
  }

  /** Says for whom which values are, or nothing of it any more; mostly what stands is moved. */
  private void scope() {
    GroupRecord group = world.truth.group(world.anyGroup(dice));
    if (group != null) {
      boolean rules = dice.chance(0.8);
      GroupSpec spec = group.spec().with(rules ? Scoped.RULES : GroupConfiguration.FREE);
      NodeId from = dice.chance(0.3) ? dice.pick(world.dataNodes()) : null;
      Command.ApplyGroup.Move move = dice.chance(0.7) ? new Command.ApplyGroup.Move(from) : null;
      ask(new Command.ApplyGroup(spec, null, move));
    }
  }

  private List<ConfigEdit> edits() {
    return dice.chance(0.6) ? scoped() : List.of(edit());
  }

  private ConfigEdit edit() {
    return edit(ConfigScope.ALL, "p" + dice.below(PATHS), Long.toString(asked));
  }

  private ConfigEdit edit(ConfigScope scope, String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ConfigValue value = dice.chance(0.2) ? null : new ConfigValue(bytes, ConfigValue.TEXT);
    return new ConfigEdit(new ConfigPlace(scope, new ConfigPath(path)), value, null);
  }

  /** What groups have rules about that have any; often for whom there must be no such value. */
  private List<ConfigEdit> scoped() {
    String path = dice.pick(Scoped.PATHS);
    if (path.equals(Scoped.SWITCH)) {
      return List.of(edit(ConfigScope.ALL, path, dice.pick(List.of("on", "off"))));
    }
    // Few values, so that members meet in one.
    String text = Integer.toString(dice.below(3));
    if (path.equals(Scoped.SAME_NAME) && dice.chance(0.8)) {
      return world.dataNodes().stream()
          .map(node -> edit(new ConfigScope(node), path, text))
          .toList();
    }
    boolean common = dice.chance(0.4);
    return List.of(
        edit(common ? ConfigScope.ALL : new ConfigScope(dice.pick(world.dataNodes())), path, text));
  }

  /** One for each group, so that several put their edits into it. */
  private CandidateId anyCandidate() {
    return new CandidateId(anySpace(), new CandidateName("work"));
  }

  private void stage() {
    ask(new ConfigCommand.Stage(anyCandidate(), edits()));
  }

  private void commitCandidate() {
    ask(new ConfigCommand.CommitCandidate(anyCandidate(), ConfigCommand.Terms.NONE));
  }

  private void rebase() {
    CandidateId id = anyCandidate();
    ask(new ConfigCommand.Rebase(id, head(id.space())));
  }

  private void discard() {
    ask(new ConfigCommand.Discard(anyCandidate()));
  }

  private Revision head(SpaceId space) {
    return new ConfigView(world.truth.store(), space).head().revision();
  }

  private void rollback() {
    SpaceId space = anySpace();
    Revision to = new Revision(dice.below((int) head(space).value() + 1));
    Duration within = dice.chance(0.3) ? Duration.ofSeconds(10) : null;
    ask(new ConfigCommand.Rollback(space, to, new ConfigCommand.Terms(null, null, "", within)));
  }

  private void confirm() {
    AwaitedCommit commit = waiting();
    if (commit != null) {
      Revision named = dice.chance(0.5) ? commit.revision() : null;
      ask(new ConfigCommand.Confirm(commit.space(), named));
    }
  }

  private void cancel() {
    AwaitedCommit commit = waiting();
    if (commit != null) {
      ask(new ConfigCommand.Cancel(commit.space(), commit.revision(), ""));
    }
  }

  /** What only a leader proposes, and only in time. */
  private void expire() {
    AwaitedCommit commit = waiting();
    if (commit != null) {
      ask(new ConfigCommand.Expire(commit.space(), commit.revision()));
    }
  }

  private @Nullable AwaitedCommit waiting() {
    List<AwaitedCommit> all = List.copyOf(ConfigView.awaited(world.truth.store()).values());
    return all.isEmpty() ? null : dice.pick(all);
  }

  private void ask(ConfigCommand command) {
    ask(new Command.Configure(command));
  }

  private void ask(Command command) {
    world.ask(
        dice,
        () -> {
          asked++;
          return new Request(command, "configurator-" + asked, new RequestId("cf-" + asked), null);
        });
  }
}
