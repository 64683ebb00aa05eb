package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Revision;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private ConfigRules(StoreView store, SpaceId space, SpaceOwner owner) {
    this.view = new ConfigView(store, space);
    this.space = space;
    this.owner = owner;
    this.head = view.head();
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
    Epoch epoch = terms.epoch();
    if (epoch != null && !epoch.equals(owner.open())) {
      refusals.add(
          Reason.STALE_EPOCH,
          "epoch " + epoch + " of " + space + " is not open any more",
          "only the active of the open epoch may write this; ask who that is now");
    }
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
    long bytes = 0;
    for (ConfigEdit edit : write.edits()) {
      bytes += edit.place().path().value().length();
      ConfigValue to = edit.to();
      if (to != null) {
        bytes += to.size();
        to.wrong().ifPresent(wrong -> invalid(edit, wrong));
      }
      if (edits.put(edit.place(), edit) != null) {
        invalid(edit, "two changes of " + edit.place() + " in one write");
      }
      member(edit);
      expectation(edit);
    }
    if (bytes > ConfigLimits.WRITE_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the paths and values of the write have " + bytes + " bytes",
          "write at most " + ConfigLimits.WRITE_BYTES + " at once");
    }
    edits.values().removeIf(edit -> changesNothing(edit));
    shape(edits);
    return decided(change(write.terms(), ConfigOrigin.WRITE, edits.values()));
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

  private void expectation(ConfigEdit edit) {
    Revision expected = edit.expected();
    if (expected == null) {
      return;
    }
    ConfigEntry present = view.get(edit.place());
    Revision is = present == null ? Revision.NONE : present.revision();
    if (!expected.equals(is)) {
      refusals.add(
          Reason.REVISION_CONFLICT,
          edit.place() + " is " + stands(is) + ", not " + stands(expected),
          "read it again, and base the change on that",
          edit.place().path().value());
    }
  }

  private static String stands(Revision revision) {
    return revision.equals(Revision.NONE) ? "absent" : "of revision " + revision;
  }

  private boolean changesNothing(ConfigEdit edit) {
    ConfigEntry present = view.get(edit.place());
    ConfigValue to = edit.to();
    return present == null ? to == null : to != null && present.value().equals(to);
  }

  /** No path that has a value may be a folder of another, as any member sees them (files). */
  private void shape(NavigableMap<ConfigPlace, ConfigEdit> edits) {
    SortedSet<ConfigScope> known = new TreeSet<>(view.scopes());
    edits.keySet().forEach(place -> known.add(place.scope()));
    for (ConfigEdit edit : edits.values()) {
      if (edit.to() == null) {
        continue;
      }
      for (ConfigScope scope : together(edit.place().scope(), known)) {
        shape(edit.place(), scope, edits);
      }
    }
  }

  /** The scopes whose values some member sees together with those of this one. */
  private static SortedSet<ConfigScope> together(ConfigScope scope, SortedSet<ConfigScope> known) {
    if (scope.equals(ConfigScope.ALL)) {
      return known;
    }
    SortedSet<ConfigScope> both = new TreeSet<>();
    both.add(ConfigScope.ALL);
    both.add(scope);
    return both;
  }

  private void shape(
      ConfigPlace place, ConfigScope scope, NavigableMap<ConfigPlace, ConfigEdit> edits) {
    for (ConfigPath folder : place.path().folders()) {
      if (stands(new ConfigPlace(scope, folder), edits)) {
        refusals.add(
            Reason.PATH_CONFLICT,
            place.path() + " would lie in " + folder + ", which has a value",
            "delete " + folder + " in the same write, or choose another path",
            place.path().value());
      }
    }
    if (holds(scope, place.path(), edits)) {
      refusals.add(
          Reason.PATH_CONFLICT,
          place.path() + " is a folder of other values",
          "delete those in the same write, or choose another path",
          place.path().value());
    }
  }

  /** Whether a value stands at the place after the edits. */
  private boolean stands(ConfigPlace place, NavigableMap<ConfigPlace, ConfigEdit> edits) {
    ConfigEdit edit = edits.get(place);
    return edit == null ? view.get(place) != null : edit.to() != null;
  }

  /** Whether a value stands below the path after the edits. */
  private boolean holds(
      ConfigScope scope, ConfigPath folder, NavigableMap<ConfigPlace, ConfigEdit> edits) {
    String below = folder.value() + "/";
    boolean written =
        edits.values().stream()
            .anyMatch(
                edit ->
                    edit.to() != null
                        && edit.place().scope().equals(scope)
                        && edit.place().path().value().startsWith(below));
    return written || standsUndeleted(scope, folder, edits);
  }

  private boolean standsUndeleted(
      ConfigScope scope, ConfigPath folder, NavigableMap<ConfigPlace, ConfigEdit> edits) {
    if (!view.isFolder(scope, folder)) {
      return false;
    }
    return view.list(scope, folder.value(), "", edits.size() + 1).stream()
        .map(ConfigView.Found::place)
        .filter(place -> !place.path().equals(folder))
        .anyMatch(place -> stands(place, edits));
  }

  private ConfigDecision rollback(ConfigCommand.Rollback rollback) {
    Revision to = rollback.to();
    if (to.compareTo(head.revision()) > 0) {
      refusals.add(
          Reason.UNKNOWN_REVISION,
          space + " is at revision " + head.revision() + ", there is no " + to + " yet",
          "see: quorate config log " + space);
      return decided(null);
    }
    if (to.compareTo(head.oldest()) < 0) {
      refusals.add(
          Reason.COMPACTED,
          "revision " + to + " of " + space + " is not kept any more",
          "the oldest that is kept is " + head.oldest());
      return decided(null);
    }
    NavigableMap<ConfigPlace, ConfigUndo> before = view.since(to, ConfigLimits.ROLLBACK_ROWS);
    if (before == null || before.size() > ConfigLimits.COMMIT_CHANGES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "too much has changed since revision " + to + " to be brought back at once",
          "go back in steps, to a revision in between first");
      return decided(null);
    }
    List<ConfigEdit> edits = new ArrayList<>();
    long bytes = 0;
    for (var undo : before.entrySet()) {
      ConfigEntry entry = undo.getValue().before();
      bytes += entry == null ? 0 : entry.value().size();
      edits.add(new ConfigEdit(undo.getKey(), entry == null ? null : entry.value(), null));
    }
    if (bytes > ConfigLimits.COMMIT_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the values to be brought back have " + bytes + " bytes",
          "go back in steps: at most " + ConfigLimits.COMMIT_BYTES + " at once");
    }
    ConfigOrigin origin = new ConfigOrigin(ConfigOrigin.Kind.ROLLBACK, to);
    return decided(change(rollback.terms(), origin, edits));
  }

  private @Nullable ConfigChanged change(
      ConfigCommand.Terms terms, ConfigOrigin origin, Iterable<ConfigEdit> wanted) {
    List<ConfigEdit> edits = new ArrayList<>();
    long paths = head.paths();
    for (ConfigEdit edit : wanted) {
      edits.add(new ConfigEdit(edit.place(), edit.to(), null));
      boolean stands = view.get(edit.place()) != null;
      paths += (edit.to() == null ? 0 : 1) - (stands ? 1 : 0);
    }
    if (paths > ConfigLimits.PATHS) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          space + " would have " + paths + " values",
          "keep at most " + ConfigLimits.PATHS);
    }
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
