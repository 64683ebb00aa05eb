package io.quorate.core.sim;

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
import io.quorate.core.registry.Command;
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
            this::expire);
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
    ConfigCommand.Terms terms = new ConfigCommand.Terms(head, null, "", within);
    ask(new ConfigCommand.Write(space, List.of(edit()), terms));
  }

  private ConfigEdit edit() {
    ConfigPath path = new ConfigPath("p" + dice.below(PATHS));
    byte[] bytes = Long.toString(asked).getBytes(StandardCharsets.UTF_8);
    ConfigValue value = dice.chance(0.2) ? null : new ConfigValue(bytes, ConfigValue.TEXT);
    return new ConfigEdit(new ConfigPlace(ConfigScope.ALL, path), value, null);
  }

  /** One for each group, so that several put their edits into it. */
  private CandidateId anyCandidate() {
    return new CandidateId(anySpace(), new CandidateName("work"));
  }

  private void stage() {
    ask(new ConfigCommand.Stage(anyCandidate(), List.of(edit())));
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
    LeaderShell leader = world.anyLeader(dice);
    if (leader != null) {
      asked++;
      world.count("asked: " + command.getClass().getSimpleName());
      RequestId id = new RequestId("cf-" + asked);
      String actor = "configurator-" + asked;
      leader.ask(new Request(new Command.Configure(command), actor, id, null));
    }
  }
}
