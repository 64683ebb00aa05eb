package io.quorate.server.api;

import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.runtime.Lifetime;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimeLimits;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.server.wire.WireFields;
import io.quorate.v1.RuntimeChange;
import java.util.ArrayList;
import java.util.List;

/** Reads what is said of runtime entries to types that cannot be wrong; collects the refusals. */
final class RuntimeFields {
  private static final DurationRange TTL =
      new DurationRange(RuntimeLimits.MIN_TTL, RuntimeLimits.MAX_TTL);

  private final WireFields fields;
  private final ConfigFields paths;

  RuntimeFields(WireFields fields) {
    this.fields = fields;
    this.paths = new ConfigFields(fields);
  }

  ConfigPath path(String field, String text) {
    return paths.path(field, text);
  }

  /** Whose entries; empty for those for all. */
  ConfigScope scope(String field, String node) {
    return paths.scope(field, node);
  }

  /**
   * Where an entry stands.
   *
   * @param at what the names of the fields begin with
   */
  ConfigPlace place(String at, String path, String node) {
    return new ConfigPlace(scope(at + "node", node), path(at + "path", path));
  }

  String pathOrNone(String field, String text) {
    return paths.pathOrNone(field, text);
  }

  List<RuntimeEdit> edits(List<RuntimeChange> changes) {
    List<RuntimeEdit> edits = new ArrayList<>();
    if (countable("changes", changes.size())) {
      for (int i = 0; i < changes.size(); i++) {
        edits.add(edit("changes[" + i + "].", changes.get(i)));
      }
    }
    return edits;
  }

  private RuntimeEdit edit(String at, RuntimeChange change) {
    return new RuntimeEdit(
        place(at, change.getPath(), change.getNode()),
        change.hasValue() ? put(at, change) : null,
        change.hasIfRevision()
            ? fields.revision(at + "if_revision", change.getIfRevision())
            : null);
  }

  private RuntimePut put(String at, RuntimeChange change) {
    String type = change.getMediaType().isEmpty() ? ConfigValue.TEXT : change.getMediaType();
    Lifetime lifetime =
        switch (change.getLifetimeCase()) {
          case TTL -> new Lifetime.Timed(fields.duration(at + "ttl", change.getTtl(), TTL));
          case WITH_EPOCH ->
              change.getWithEpoch() ? new Lifetime.OfEpoch() : new Lifetime.Unlimited();
          case LIFETIME_NOT_SET -> new Lifetime.Unlimited();
        };
    return new RuntimePut(new ConfigValue(change.getValue().toByteArray(), type), lifetime);
  }

  List<RuntimeTouch> touches(List<io.quorate.v1.RuntimeTouch> entries) {
    List<RuntimeTouch> touches = new ArrayList<>();
    if (countable("entries", entries.size())) {
      for (int i = 0; i < entries.size(); i++) {
        io.quorate.v1.RuntimeTouch entry = entries.get(i);
        String at = "entries[" + i + "].";
        touches.add(
            new RuntimeTouch(
                place(at, entry.getPath(), entry.getNode()),
                entry.hasIfRevision()
                    ? fields.revision(at + "if_revision", entry.getIfRevision())
                    : null));
      }
    }
    return touches;
  }

  private boolean countable(String field, int count) {
    if (count > ConfigLimits.EDITS) {
      fields.invalid(
          field, "there are " + count, "name at most " + ConfigLimits.EDITS + " at once");
    }
    return count <= ConfigLimits.EDITS;
  }
}
