package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Refusal;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Event;
import io.quorate.core.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A group whose runtime entries are written and read at times that a test chooses. */
final class RuntimeGroup {
  private final ConfiguredGroup group = new ConfiguredGroup().raised();
  final InMemoryStore store = group.store;
  long now = 100_000;

  /** The reasons against the command; empty when it was carried out. */
  List<String> does(Command command) {
    return group.decide(command, new ClusterTime(now)) instanceof Decision.Rejected rejected
        ? rejected.refusals().stream().map(Refusal::reason).map(Enum::name).toList()
        : List.of();
  }

  List<String> write(RuntimeEdit... edits) {
    return write(List.of(edits));
  }

  List<String> write(List<RuntimeEdit> edits) {
    return does(
        new Command.ChangeRuntime(new RuntimeCommand.Write(ConfiguredGroup.GROUP, edits, null)));
  }

  List<String> touch(String path) {
    RuntimeTouch touch = new RuntimeTouch(ConfigPlace.forAll(new ConfigPath(path)), null);
    return does(
        new Command.ChangeRuntime(
            new RuntimeCommand.Touch(ConfiguredGroup.GROUP, List.of(touch), null)));
  }

  RuntimeSweep sweep() {
    Decision decision = group.decide(new Command.Sweep(), new ClusterTime(now));
    if (decision instanceof Decision.Accepted accepted
        && accepted.events().get(0) instanceof Event.RuntimeSwept swept) {
      return swept.sweep();
    }
    throw new AssertionError(decision);
  }

  void grant(long closed) {
    does(
        new Command.GrantRole(ConfiguredGroup.GROUP, new Epoch(closed), ConfiguredGroup.A, "test"));
  }

  void expire(long epoch) {
    does(new Command.ExpireRole(ConfiguredGroup.GROUP, new Epoch(epoch), "test"));
  }

  RuntimeView view() {
    return new RuntimeView(store, ConfiguredGroup.GROUP, new ClusterTime(now));
  }

  List<String> paths() {
    return view().list(ConfigScope.ALL, "", "", Integer.MAX_VALUE).stream()
        .map(found -> found.place().path().value())
        .toList();
  }

  static RuntimeEdit put(String path, int bytes, Lifetime lifetime) {
    ConfigValue value = new ConfigValue(new byte[bytes], "application/octet-stream");
    return new RuntimeEdit(
        ConfigPlace.forAll(new ConfigPath(path)), new RuntimePut(value, lifetime), null);
  }

  static RuntimeEdit delete(String path) {
    return new RuntimeEdit(ConfigPlace.forAll(new ConfigPath(path)), null, null);
  }

  static Lifetime seconds(long seconds) {
    return new Lifetime.Timed(Duration.ofSeconds(seconds));
  }

  static List<RuntimeEdit> many(int from, int to, IntFunction<RuntimeEdit> edit) {
    List<RuntimeEdit> edits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      edits.add(edit.apply(i));
    }
    return edits;
  }
}
