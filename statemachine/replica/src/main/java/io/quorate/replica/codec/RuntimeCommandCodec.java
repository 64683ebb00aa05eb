package io.quorate.replica.codec;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.stored.v1.StoredChangeRuntime;
import io.quorate.stored.v1.StoredRuntimeEdit;
import io.quorate.stored.v1.StoredRuntimeTouch;
import io.quorate.stored.v1.StoredRuntimeWrite;
import io.quorate.stored.v1.StoredTouchedEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Commands to runtime entries to and from their form in the log. */
final class RuntimeCommandCodec {
  private RuntimeCommandCodec() {}

  static StoredChangeRuntime encode(RuntimeCommand command) {
    StoredChangeRuntime.Builder stored =
        StoredChangeRuntime.newBuilder().setGroup(command.group().value());
    Epoch epoch = command.epoch();
    if (epoch != null) {
      stored.setEpoch(epoch.value());
    }
    if (command instanceof RuntimeCommand.Write write) {
      StoredRuntimeWrite.Builder edits = StoredRuntimeWrite.newBuilder();
      write.edits().forEach(edit -> edits.addEdits(encode(edit)));
      return stored.setWrite(edits).build();
    }
    if (command instanceof RuntimeCommand.Touch touch) {
      StoredRuntimeTouch.Builder touches = StoredRuntimeTouch.newBuilder();
      touch.touches().forEach(one -> touches.addTouches(encode(one)));
      return stored.setTouch(touches).build();
    }
    throw new IllegalArgumentException("no form of " + command);
  }

  private static StoredRuntimeEdit encode(RuntimeEdit edit) {
    StoredRuntimeEdit.Builder stored =
        StoredRuntimeEdit.newBuilder().setPath(edit.place().path().value());
    NodeId node = edit.place().scope().node();
    if (node != null) {
      stored.setNode(node.value());
    }
    Revision expected = edit.expected();
    if (expected != null) {
      stored.setExpected(expected.value());
    }
    RuntimePut to = edit.to();
    if (to != null) {
      if (to.value().mediaType().equals(ConfigValue.TEXT)) {
        stored.setText(ConfigCodec.wrapped(to.value()));
      } else {
        stored.setValue(ConfigCodec.encode(to.value()));
      }
      Duration ttl = to.lifetime().ttl();
      if (ttl != null) {
        stored.setTtlMillis(ttl.toMillis());
      } else if (to.lifetime().ofEpoch()) {
        stored.setOfEpoch(true);
      }
    }
    return stored.build();
  }

  private static StoredTouchedEntry encode(RuntimeTouch touch) {
    StoredTouchedEntry.Builder stored =
        StoredTouchedEntry.newBuilder().setPath(touch.place().path().value());
    NodeId node = touch.place().scope().node();
    if (node != null) {
      stored.setNode(node.value());
    }
    Revision expected = touch.expected();
    if (expected != null) {
      stored.setExpected(expected.value());
    }
    return stored.build();
  }

  static RuntimeCommand decode(StoredChangeRuntime stored) {
    GroupId group = new GroupId(stored.getGroup());
    Epoch epoch = stored.hasEpoch() ? new Epoch(stored.getEpoch()) : null;
    return switch (stored.getChangeCase()) {
      case WRITE ->
          new RuntimeCommand.Write(
              group,
              stored.getWrite().getEditsList().stream().map(RuntimeCommandCodec::decode).toList(),
              epoch);
      case TOUCH ->
          new RuntimeCommand.Touch(
              group,
              stored.getTouch().getTouchesList().stream().map(RuntimeCommandCodec::decode).toList(),
              epoch);
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a change of a newer version");
    };
  }

  private static RuntimeEdit decode(StoredRuntimeEdit stored) {
    ConfigValue value = value(stored);
    return new RuntimeEdit(
        place(stored.getPath(), stored.hasNode() ? new NodeId(stored.getNode()) : null),
        value == null ? null : new RuntimePut(value, lifetime(stored)),
        stored.hasExpected() ? new Revision(stored.getExpected()) : null);
  }

  private static @Nullable ConfigValue value(StoredRuntimeEdit stored) {
    return switch (stored.getToCase()) {
      case VALUE -> ConfigCodec.decode(stored.getValue());
      case TEXT -> new ConfigValue(stored.getText().toByteArray(), ConfigValue.TEXT);
      case TO_NOT_SET -> null;
    };
  }

  private static Lifetime lifetime(StoredRuntimeEdit stored) {
    return switch (stored.getLifetimeCase()) {
      case TTL_MILLIS -> new Lifetime.Timed(Duration.ofMillis(stored.getTtlMillis()));
      case OF_EPOCH -> new Lifetime.OfEpoch();
      case LIFETIME_NOT_SET -> new Lifetime.Unlimited();
    };
  }

  private static RuntimeTouch decode(StoredTouchedEntry stored) {
    return new RuntimeTouch(
        place(stored.getPath(), stored.hasNode() ? new NodeId(stored.getNode()) : null),
        stored.hasExpected() ? new Revision(stored.getExpected()) : null);
  }

  private static ConfigPlace place(String path, @Nullable NodeId node) {
    return new ConfigPlace(new ConfigScope(node), new ConfigPath(path));
  }
}
