package io.quorate.core.config;

import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.PathPattern;
import io.quorate.core.declaration.ScopeRule;
import io.quorate.core.declaration.ValueScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether values stand where the declaration of the group allows them, and in whose name those are
 * changed that another system owns.
 */
final class ScopeRules {
  private final CommitDraft draft;
  private final ConfigView view;
  private final SpaceOwner owner;
  private final GroupConfiguration configuration;

  ScopeRules(CommitDraft draft, ConfigView view, SpaceOwner owner) {
    this.draft = draft;
    this.view = view;
    this.owner = owner;
    this.configuration = owner.declared().configuration();
  }

  /**
   * The edits, with those that move values whose condition they change.
   *
   * @param inNameOf the system in whose name they are made; empty: in nobody's
   * @return null, and refused, when it is too much for one commit
   */
  @Nullable Collection<ConfigEdit> completed(Collection<ConfigEdit> edits, String inNameOf) {
    if (configuration.unscoped()) {
      return edits;
    }
    AfterEdits after = new AfterEdits(view, edits);
    for (ConfigEdit edit : edits) {
      owned(edit, inNameOf);
      if (edit.to() != null) {
        placed(edit, after);
      }
    }
    List<String> moved = switched(edits, after);
    if (moved.isEmpty() || !draft.refusals().none()) {
      return edits;
    }
    List<ConfigEdit> moves = moves(moved, after);
    return moves == null ? null : after.with(moves);
  }

  private void owned(ConfigEdit edit, String inNameOf) {
    String path = edit.place().path().value();
    configuration
        .owner(path)
        .filter(system -> !system.equals(inNameOf))
        .ifPresent(
            system ->
                draft
                    .refusals()
                    .add(
                        Reason.EXTERNALLY_OWNED,
                        "it is changed by " + system + " only, not by people",
                        "change it there; its reports are written with --owner " + system,
                        path));
  }

  private void placed(ConfigEdit edit, AfterEdits after) {
    String path = edit.place().path().value();
    ScopeRule rule = configuration.rule(path);
    ValueScope scope = rule.scope(after::holds);
    if (edit.place().scope().node() == null ? scope.allowsCluster() : scope.allowsNode()) {
      return;
    }
    String why = rule.why().isEmpty() ? "" : " (" + rule.why() + ")";
    PathPattern when = rule.when();
    String condition = when == null ? "" : during(when, after.holds(when.value()));
    if (scope == ValueScope.NODE) {
      draft
          .refusals()
          .add(
              Reason.WRONG_SCOPE,
              "there is a value for each member" + why + condition + ", none for all",
              "name the member it is for (--node)",
              path);
    } else {
      draft
          .refusals()
          .add(
              Reason.WRONG_SCOPE,
              "there is one value for all members" + why + condition,
              "name no member, or declare another scope for it in the group file",
              path);
    }
  }

  private static String during(PathPattern when, boolean holds) {
    return " while " + when + (holds ? " is on" : " is off");
  }

  /** What the paths begin with whose scope is another after the edits. */
  private List<String> switched(Collection<ConfigEdit> edits, AfterEdits after) {
    AfterEdits before = new AfterEdits(view, List.of());
    List<String> prefixes = new ArrayList<>();
    for (ConfigEdit edit : edits) {
      String path = edit.place().path().value();
      if (edit.place().scope().node() == null && before.holds(path) != after.holds(path)) {
        for (ScopeRule rule : configuration.dependingOn(path)) {
          rule.paths().forEach(pattern -> prefixes.add(pattern.prefix()));
        }
      }
    }
    return GroupConfiguration.outermost(prefixes);
  }

  /**
   * The edits that put values where they may stand: a value for all members becomes one of each
   * that has none of its own; of those of members one becomes that for all, and all others go.
   *
   * @param prefixes what the paths begin with that are looked at
   * @return null, and refused, when it is too much for one commit
   */
  @Nullable List<ConfigEdit> moves(List<String> prefixes, AfterEdits after) {
    SortedMap<String, SortedSet<ConfigScope>> standing =
        after.standing(prefixes, ConfigLimits.SINCE_ROWS);
    if (standing == null) {
      draft
          .refusals()
          .add(
              Reason.LIMIT_EXCEEDED,
              "more than "
                  + ConfigLimits.SINCE_ROWS
                  + " values have paths that begin like those whose scope changes",
              "use patterns that begin more precisely, or keep fewer values there");
      return null;
    }
    Moves moves = new Moves(after);
    Predicate<String> holds = after::holds;
    for (var at : standing.entrySet()) {
      ValueScope scope = configuration.scope(at.getKey(), holds);
      boolean enough =
          scope == ValueScope.NODE
              ? moves.split(at.getKey(), at.getValue())
              : scope != ValueScope.CLUSTER || moves.join(at.getKey(), at.getValue());
      if (!enough) {
        return null;
      }
    }
    return moves.edits;
  }

  /** Gathers the edits within the bounds of a commit. */
  private final class Moves {
    private final AfterEdits after;
    private final List<ConfigEdit> edits = new ArrayList<>();
    private long bytes;

    Moves(AfterEdits after) {
      this.after = after;
    }

    boolean split(String path, SortedSet<ConfigScope> standing) {
      ConfigValue common = value(ConfigScope.ALL, path);
      if (common == null) {
        return true;
      }
      for (NodeId member : owner.members()) {
        ConfigScope scope = new ConfigScope(member);
        if (!standing.contains(scope) && !put(scope, path, common)) {
          return false;
        }
      }
      return put(ConfigScope.ALL, path, null);
    }

    boolean join(String path, SortedSet<ConfigScope> standing) {
      ConfigScope winner = value(ConfigScope.ALL, path) == null ? winner(standing) : null;
      if (winner != null && !put(ConfigScope.ALL, path, value(winner, path))) {
        return false;
      }
      for (ConfigScope scope : standing) {
        if (scope.node() != null && !put(scope, path, null)) {
          return false;
        }
      }
      return true;
    }

    /** None when only nodes have a value that are no members any more: nobody sees those. */
    private @Nullable ConfigScope winner(SortedSet<ConfigScope> standing) {
      for (NodeId node : owner.declared().precedence()) {
        if (standing.contains(new ConfigScope(node))) {
          return new ConfigScope(node);
        }
      }
      return null;
    }

    private @Nullable ConfigValue value(ConfigScope scope, String path) {
      return after.value(new ConfigPlace(scope, new ConfigPath(path)));
    }

    /** False, and refused, when it is too much. */
    private boolean put(ConfigScope scope, String path, @Nullable ConfigValue to) {
      ConfigEdit edit = new ConfigEdit(new ConfigPlace(scope, new ConfigPath(path)), to, null);
      if (after.edits(edit.place())) {
        return true; // whoever commits has said what shall be there
      }
      if (to != null && to.seal() != null) {
        draft.refusals().add(SealingRules.moved(edit.place()));
      }
      bytes += WriteBounds.bytes(edit);
      if (edits.size() >= ConfigLimits.COMMIT_CHANGES || bytes > ConfigLimits.COMMIT_BYTES) {
        draft
            .refusals()
            .add(
                Reason.LIMIT_EXCEEDED,
                "more values would get another scope than one commit can move",
                "a commit moves "
                    + ConfigLimits.COMMIT_CHANGES
                    + " values of "
                    + ConfigLimits.COMMIT_BYTES
                    + " bytes; delete some first");
        return false;
      }
      edits.add(edit);
      return draft.weighed(edit, view.get(edit.place()));
    }
  }
}
