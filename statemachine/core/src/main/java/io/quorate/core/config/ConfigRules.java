package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a command may do to a space. Reads, never writes; says all that speaks against a command,
 * not only the first thing.
 */
public final class ConfigRules {
  private final ConfigView view;
  private final SpaceId space;
  private final SpaceOwner owner;
  private final ConfigHead head;
  private final Refusals refusals = new Refusals();

  /** Values of the space after the command. */
  private long paths;

  /** Bytes of the values that it replaces or deletes. */
  private long replaced;

  private ConfigRules(StoreView store, SpaceId space, SpaceOwner owner) {
    this.view = new ConfigView(store, space);
    this.space = space;
    this.owner = owner;
    this.head = view.head();
    this.paths = head.paths();
  }

  /** Decides about a command in this state. */
  public static ConfigDecision decide(ConfigCommand command, SpaceOwner owner, StoreView store) {
    ConfigRules rules = new ConfigRules(store, command.space(), owner);
    rules.terms(command.terms());
    if (command instanceof ConfigCommand.Write write) {
      return rules.write(write);
    }
    if (command instanceof ConfigCommand.Rollback rollback) {
      return rules.rollback(rollback);
    }
    throw new IllegalArgumentException("no rule for " + command);
  }

  private void terms(ConfigCommand.Terms terms) {
    Revision wanted = terms.head();
    if (wanted != null && !wanted.equals(head.revision())) {
      refusals.add(
          Reason.REVISION_CONFLICT,
          "based on revision " + wanted + ", " + space + " is at " + head.revision(),
          "look at what changed (quorate config diff " + space + " " + wanted + ") and try again");
    }
    Conflicts.epoch(space, owner.open(), terms.epoch()).ifPresent(refusals::add);
  }

  private ConfigDecision write(ConfigCommand.Write write) {
    if (write.edits().size() > ConfigLimits.EDITS) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          write.edits().size() + " changes in one write",
          "write at most " + ConfigLimits.EDITS + " at once");
      return decided(null);
    }
    NavigableMap<ConfigPlace, ConfigEdit> edits = new TreeMap<>();
    List<ConfigPlace> unchanged = new ArrayList<>();
    for (ConfigEdit edit : write.edits()) {
      ConfigEntry present = view.get(edit.place());
      if (!weighed(edit, present)) {
        return decided(null);
      }
      if (edits.put(edit.place(), edit) != null) {
        invalid(edit, "two changes of " + edit.place() + " in one write");
      }
      if (changesNothing(edit, present)) {
        unchanged.add(edit.place());
      }
      check(edit, present);
    }
    size(write);
    unchanged.forEach(edits::remove);
    new ConfigShape(view, edits.values(), owner.members()).check(refusals);
    return decided(change(write.terms(), ConfigOrigin.WRITE, edits.values()));
  }

  private void size(ConfigCommand.Write write) {
    long bytes = 0;
    for (ConfigEdit edit : write.edits()) {
      ConfigValue to = edit.to();
      bytes += edit.place().path().value().length() + (to == null ? 0 : to.size());
    }
    if (bytes > ConfigLimits.WRITE_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the paths and values of the write have " + bytes + " bytes",
          "write at most " + ConfigLimits.WRITE_BYTES + " at once");
    }
  }

  private void check(ConfigEdit edit, @Nullable ConfigEntry present) {
    ConfigValue to = edit.to();
    if (to != null) {
      to.wrong().ifPresent(wrong -> invalid(edit, wrong));
    }
    member(edit);
    expectation(edit, present);
  }

  /**
   * Counts what an edit does. What is replaced is kept, so it is held in memory and written again
   * by every replica, as what is set is.
   *
   * @return false, and refused, when it is too much for one commit
   */
  private boolean weighed(ConfigEdit edit, @Nullable ConfigEntry present) {
    paths += (edit.to() == null ? 0 : 1) - (present == null ? 0 : 1);
    replaced += present == null ? 0 : present.value().size();
    if (replaced <= ConfigLimits.COMMIT_BYTES) {
      return true;
    }
    refusals.add(
        Reason.LIMIT_EXCEEDED,
        "the values that would be replaced or deleted have more than "
            + ConfigLimits.COMMIT_BYTES
            + " bytes",
        "change fewer at once");
    return false;
  }

  private void invalid(ConfigEdit edit, String wrong) {
    refusals.add(
        Reason.INVALID_VALUE, wrong, "correct it and try again", edit.place().path().value());
  }

  private void member(ConfigEdit edit) {
    NodeId node = edit.place().scope().node();
    if (node != null && edit.to() != null && !owner.members().contains(node)) {
      refusals.add(
          Reason.NOT_A_MEMBER,
          node + " is not a member of " + space,
          "its members are " + owner.members(),
          edit.place().path().value());
    }
  }

  private void expectation(ConfigEdit edit, @Nullable ConfigEntry present) {
    Revision is = present == null ? Revision.NONE : present.revision();
    Conflicts.value(edit.place(), edit.place().path(), is, edit.expected())
        .ifPresent(refusals::add);
  }

  private static boolean changesNothing(ConfigEdit edit, @Nullable ConfigEntry present) {
    ConfigValue to = edit.to();
    return present == null ? to == null : to != null && present.value().equals(to);
  }

  private ConfigDecision rollback(ConfigCommand.Rollback rollback) {
    Revision to = rollback.to();
    Optional<Refusal> beyond = view.beyondReach(to);
    if (beyond.isPresent()) {
      refusals.add(beyond.get());
      return decided(null);
    }
    NavigableMap<ConfigPlace, ConfigUndo> before = view.since(to);
    if (before == null || before.size() > ConfigLimits.COMMIT_CHANGES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "too much has changed since revision " + to + " to be brought back by one commit",
          "bring a later revision back, or write the values anew; "
              + ConfigLimits.COMMIT_CHANGES
              + " changes of "
              + ConfigLimits.COMMIT_BYTES
              + " bytes are made at most, and "
              + ConfigLimits.SINCE_ROWS
              + " of "
              + ConfigLimits.SINCE_BYTES
              + " bytes looked at");
      return decided(null);
    }
    List<ConfigEdit> edits = new ArrayList<>();
    for (var undo : before.entrySet()) {
      ConfigEntry entry = undo.getValue().before();
      ConfigEdit edit = new ConfigEdit(undo.getKey(), entry == null ? null : entry.value(), null);
      if (!weighed(edit, view.get(edit.place()))) {
        return decided(null);
      }
      edits.add(edit);
    }
    ConfigOrigin origin = new ConfigOrigin(ConfigOrigin.Kind.ROLLBACK, to);
    return decided(change(rollback.terms(), origin, edits));
  }

  private @Nullable ConfigChanged change(
      ConfigCommand.Terms terms, ConfigOrigin origin, Collection<ConfigEdit> wanted) {
    if (paths > ConfigLimits.PATHS) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          space + " would have " + paths + " values",
          "keep at most " + ConfigLimits.PATHS);
    }
    List<ConfigEdit> edits =
        wanted.stream().map(edit -> new ConfigEdit(edit.place(), edit.to(), null)).toList();
    return edits.isEmpty() ? null : new ConfigChanged(space, terms.comment(), origin, edits);
  }

  private ConfigDecision decided(@Nullable ConfigChanged change) {
    if (!refusals.none()) {
      return new ConfigDecision(null, head.revision(), refusals.all());
    }
    Revision after = change == null ? head.revision() : head.revision().next();
    return new ConfigDecision(change, after, List.of());
  }
}
