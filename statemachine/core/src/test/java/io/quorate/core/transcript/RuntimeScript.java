package io.quorate.core.transcript;

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
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Registry;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.core.runtime.RuntimeView;
import io.quorate.core.store.StoreView;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commands to runtime entries and counters in words: {@code put GROUP EDIT...} with {@code
 * ttl=TIME} or {@code bound=yes}, {@code touch GROUP PATH...}, {@code sweep}, {@code next GROUP
 * NAME count=N}, {@code observe GROUP NAME value=N}, {@code lift GROUP NAME to=N margin=N}, all but
 * the sweep with {@code epoch=N}. An edit is {@code PATH:VALUE}, or {@code -PATH} to delete; {@code
 * !REVISION} behind the path is what is expected, {@code @NODE} before it whose the entry is.
 * {@code entries GROUP} shows what is there.
 */
final class RuntimeScript {
  static final Set<String> VERBS = Set.of("put", "touch", "sweep", "next", "observe", "lift");

  private RuntimeScript() {}

  static Command of(Words words) {
    if (words.at(0).equals("sweep")) {
      return new Command.Sweep();
    }
    GroupId group = new GroupId(words.at(1));
    Epoch epoch = words.has("epoch") ? new Epoch(words.number("epoch", 0)) : null;
    return switch (words.at(0)) {
      case "put" -> {
        Lifetime lifetime = lifetime(words);
        yield new Command.ChangeRuntime(
            new RuntimeCommand.Write(
                group, words.from(2).stream().map(text -> edit(text, lifetime)).toList(), epoch));
      }
      case "touch" ->
          new Command.ChangeRuntime(
              new RuntimeCommand.Touch(
                  group,
                  words.from(2).stream()
                      .map(text -> new RuntimeTouch(place(text), expected(text)))
                      .toList(),
                  epoch));
      default -> new Command.Count(counter(words, group, epoch));
    };
  }

  private static CounterCommand counter(Words words, GroupId group, @Nullable Epoch epoch) {
    CounterId id = new CounterId(group, new ConfigPath(words.at(2)));
    return switch (words.at(0)) {
      case "next" -> new CounterCommand.Next(id, words.number("count", 1), epoch);
      case "observe" -> new CounterCommand.Observe(id, words.number("value", 0), epoch);
      default -> {
        Long margin = words.has("margin") ? words.number("margin", 0) : null;
        yield new CounterCommand.Raise(id, words.number("to", 0), margin, epoch);
      }
    };
  }

  private static Lifetime lifetime(Words words) {
    if (words.has("ttl")) {
      return new Lifetime.Timed(Words.duration(words.get("ttl")));
    }
    return words.has("bound") ? new Lifetime.OfEpoch() : new Lifetime.Unlimited();
  }

  private static RuntimeEdit edit(String text, Lifetime lifetime) {
    if (text.startsWith("-")) {
      String path = text.substring(1);
      return new RuntimeEdit(place(path), null, expected(path));
    }
    int colon = text.indexOf(':');
    String where = text.substring(0, colon);
    byte[] bytes = text.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
    RuntimePut to = new RuntimePut(new ConfigValue(bytes, ConfigValue.TEXT), lifetime);
    return new RuntimeEdit(place(where), to, expected(where));
  }

  private static ConfigPlace place(String text) {
    int mark = text.indexOf('!');
    int at = text.indexOf('/');
    String path = mark < 0 ? text : text.substring(0, mark);
    return text.startsWith("@")
        ? new ConfigPlace(
            new ConfigScope(new NodeId(text.substring(1, at))),
            new ConfigPath(path.substring(at + 1)))
        : ConfigPlace.forAll(new ConfigPath(path));
  }

  private static @Nullable Revision expected(String text) {
    int mark = text.indexOf('!');
    return mark < 0 ? null : new Revision(Long.parseLong(text.substring(mark + 1)));
  }

  /** What is there at the log's time. */
  static void entries(Words words, StoreView store, StringBuilder output) {
    RuntimeView view = new RuntimeView(store, new GroupId(words.at(1)), Registry.time(store));
    output.append(Registry.time(store).millis()).append(": ");
    output.append(Words.of(view.head())).append('\n');
    for (ConfigScope scope : view.scopes()) {
      for (RuntimeView.Found found : view.list(scope, "", "", 100)) {
        output.append(found.place()).append(' ').append(Words.of(found.entry())).append('\n');
      }
    }
  }
}
