package io.quorate.replica.golden;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up what programs ask of the runtime entries and counters of a group; some is refused. */
final class GoldenValues {
  private final Random random;

  GoldenValues(Random random) {
    this.random = random;
  }

  Command next(GroupRecord group) {
    GroupId name = group.spec().name();
    Epoch epoch = chance(5) ? group.role().epoch() : null;
    return switch (random.nextInt(6)) {
      case 0 -> new Command.Sweep();
      case 1 -> new Command.Count(counter(name, epoch));
      case 2 ->
          new Command.ChangeRuntime(
              new RuntimeCommand.Touch(name, List.of(new RuntimeTouch(place(group), null)), epoch));
      default -> new Command.ChangeRuntime(new RuntimeCommand.Write(name, edits(group), epoch));
    };
  }

  private List<RuntimeEdit> edits(GroupRecord group) {
    List<RuntimeEdit> edits = new ArrayList<>();
    for (int left = 1 + random.nextInt(3); left > 0; left--) {
      byte[] bytes = ("v" + random.nextInt(5)).getBytes(StandardCharsets.UTF_8);
      RuntimePut put = new RuntimePut(new ConfigValue(bytes, ConfigValue.TEXT), lifetime());
      Revision expected = chance(6) ? new Revision(random.nextInt(9)) : null;
      edits.add(new RuntimeEdit(place(group), chance(5) ? null : put, expected));
    }
    return edits;
  }

  private Lifetime lifetime() {
    return switch (random.nextInt(3)) {
      case 0 -> new Lifetime.Unlimited();
      case 1 -> new Lifetime.OfEpoch();
      default -> new Lifetime.Timed(Duration.ofSeconds(1L + random.nextInt(20)));
    };
  }

  private ConfigPlace place(GroupRecord group) {
    List<GroupMember> members = group.spec().members();
    NodeId node = chance(3) ? members.get(random.nextInt(members.size())).node() : null;
    ConfigPath path = new ConfigPath("r" + random.nextInt(6) + (chance(3) ? "/s" : ""));
    return new ConfigPlace(new ConfigScope(node), path);
  }

  private CounterCommand counter(GroupId group, @Nullable Epoch epoch) {
    CounterId id = new CounterId(group, new ConfigPath("c" + random.nextInt(3)));
    return switch (random.nextInt(4)) {
      case 0 -> new CounterCommand.Observe(id, random.nextInt(500), epoch);
      case 1 -> {
        Long margin = chance(2) ? (long) random.nextInt(2_000) : null;
        yield new CounterCommand.Raise(id, random.nextInt(900), margin, epoch);
      }
      default -> new CounterCommand.Next(id, 1L + random.nextInt(20), epoch);
    };
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
