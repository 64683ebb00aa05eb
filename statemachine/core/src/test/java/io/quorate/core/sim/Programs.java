package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.RequestId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.core.store.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Programs of the groups, which write runtime entries and ask for values of counters all the time.
 * They talk to whichever node believes that it leads, sometimes for an epoch that is over.
 */
final class Programs {
  private static final int PATHS = 6;
  private static final int MOST_SECONDS = 15;

  private final World world;
  private final Dice dice;
  private final ProgramSession session;
  private final boolean present;
  private long asked;
  private boolean over;

  Programs(World world) {
    this.world = world;
    this.dice = world.dice(Dice.Concern.PROGRAMS);
    this.session = new ProgramSession(world, dice);
    this.present = dice.chance(0.5) && world.rules.programsWrite();
  }

  void start() {
    if (!present || over) {
      return;
    }
    if (FeatureLevels.of(world.truth.store()).reaches(FeatureLevels.RUNTIME)) {
      GroupId group = world.anyGroup(dice);
      Command command = dice.chance(0.7) ? runtime(group) : counter(group);
      if (dice.chance(0.5)) {
        session.ask(command);
      } else {
        ask(command);
      }
    } else {
      ask(new Command.RaiseFeatureLevel(FeatureLevels.RUNTIME));
    }
    world.queue.after(Millis.of(dice.between(100, 2_000)), this::start);
  }

  /** Nothing is written any more. */
  void end() {
    over = true;
  }

  /** Whether everything that was to end at a time has been dropped, and all of deleted groups. */
  boolean settled() {
    return world.truth.store().size(Table.RUNTIME_DEADLINES) == 0
        && world.truth.store().size(Table.RUNTIME_LEFT) == 0
        && world.truth.store().size(Table.CONFIG_LEFT) == 0;
  }

  private Command runtime(GroupId group) {
    if (dice.chance(0.2)) {
      RuntimeTouch touch = new RuntimeTouch(place(group), null);
      return new Command.ChangeRuntime(
          new RuntimeCommand.Touch(group, List.of(touch), epoch(group)));
    }
    List<RuntimeEdit> edits = new ArrayList<>();
    edits.add(edit(group));
    if (dice.chance(0.3)) {
      RuntimeEdit other = edit(group);
      if (!other.place().equals(edits.get(0).place())) {
        edits.add(other);
      }
    }
    return new Command.ChangeRuntime(new RuntimeCommand.Write(group, edits, epoch(group)));
  }

  private RuntimeEdit edit(GroupId group) {
    Revision expected = dice.chance(0.2) ? Revision.NONE : null;
    if (dice.chance(0.1)) {
      return new RuntimeEdit(place(group), null, expected);
    }
    byte[] bytes = ("v" + asked).getBytes(StandardCharsets.UTF_8);
    RuntimePut to = new RuntimePut(new ConfigValue(bytes, ConfigValue.TEXT), lifetime());
    return new RuntimeEdit(place(group), to, expected);
  }

  private Lifetime lifetime() {
    return switch (dice.below(4)) {
      case 0 -> new Lifetime.Unlimited();
      case 1 -> new Lifetime.OfEpoch();
      default -> new Lifetime.Timed(Duration.ofSeconds(dice.between(1, MOST_SECONDS)));
    };
  }

  /** For all members, or of one. */
  private ConfigPlace place(GroupId group) {
    ConfigPath path = new ConfigPath("p" + dice.below(PATHS));
    GroupRecord record = world.truth.group(group);
    return record == null || dice.chance(0.7)
        ? ConfigPlace.forAll(path)
        : new ConfigPlace(new ConfigScope(dice.pick(record.spec().members()).node()), path);
  }

  /** That of the group, as some leader sees it, which may be over. */
  private @Nullable Epoch epoch(GroupId name) {
    LeaderShell leader = dice.chance(0.3) ? world.anyLeader(dice) : null;
    GroupRecord group = leader == null ? null : leader.group(name);
    return group == null ? null : group.role().epoch();
  }

  private Command counter(GroupId group) {
    CounterId id = new CounterId(group, new ConfigPath(dice.pick(List.of("c", "d"))));
    CounterCommand command =
        switch (dice.below(4)) {
          case 0 -> new CounterCommand.Observe(id, dice.below(3_000), epoch(group));
          case 1 -> new CounterCommand.Raise(id, dice.below(3_000), null, epoch(group));
          default -> new CounterCommand.Next(id, dice.between(1, 20), epoch(group));
        };
    return new Command.Count(command);
  }

  private void ask(Command command) {
    world.ask(
        dice,
        () -> {
          asked++;
          String name = "program-" + asked;
          return new Request(command, Operators.ACTOR + name, new RequestId(name), null);
        });
  }
}
