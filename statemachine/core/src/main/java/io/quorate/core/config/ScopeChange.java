package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.store.StoreView;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What becomes of stored values when a group is declared anew: their scope may change by that, or a
 * constraint not hold between them.
 */
public final class ScopeChange {
  private ScopeChange() {}

  /** What is done with values that may not stay where they are. */
  public enum Misplaced {
    /** They speak against it. */
    REFUSED,
    /** They are moved, by a commit. */
    MOVED
  }

  /**
   * The commit that moves values, or what speaks against the declaration; neither when all values
   * may stay.
   *
   * @param owner the group as it is declared anew
   * @param before what its configuration may be until then
   */
  public static ConfigDecision decide(
      StoreView store,
      SpaceId space,
      SpaceOwner owner,
      GroupConfiguration before,
      Misplaced misplaced) {
    ConfigView view = new ConfigView(store, space);
    List<String> prefixes = owner.declared().configuration().differing(before);
    CommitDraft draft = new CommitDraft(view, space, owner);
    List<String> constrained = owner.declared().configuration().newlyConstrained(before);
    if (prefixes.isEmpty() && constrained.isEmpty()) {
      return draft.kept();
    }
    AwaitedCommit awaited = view.awaited();
    if (awaited != null) {
      return draft.refused(awaited.refusal());
    }
    List<ConfigEdit> moves =
        new ScopeRules(draft, view, owner).moves(prefixes, new AfterEdits(view, List.of()));
    if (moves == null) {
      return draft.refused();
    }
    if (misplaced == Misplaced.REFUSED) {
      moves.stream().filter(edit -> edit.to() == null).forEach(edit -> refuse(edit, draft));
    }
    constraints(constrained, new AfterEdits(view, moves), owner, draft);
    draft.shape(moves);
    ConfigOrigin origin = new ConfigOrigin(ConfigOrigin.Kind.SCOPE, owner.declared().revision());
    return draft.decided(new ConfigChanged.Why(origin, ""), moves, null);
  }

  private static void constraints(
      List<String> prefixes, AfterEdits after, SpaceOwner owner, CommitDraft draft) {
    SortedMap<String, SortedSet<ConfigScope>> standing =
        after.standing(prefixes, ConfigLimits.SINCE_ROWS);
    if (standing == null) {
      draft
          .refusals()
          .add(
              Reason.LIMIT_EXCEEDED,
              "more than "
                  + ConfigLimits.SINCE_ROWS
                  + " values have paths that begin like those of the new constraints",
              "use patterns that begin more precisely, or keep fewer values there");
      return;
    }
    new ConstraintRules(owner, draft.refusals()).check(standing.keySet(), after);
  }

  /** Each place from which a value would have to go. */
  private static void refuse(ConfigEdit edit, CommitDraft draft) {
    String path = edit.place().path().value();
    boolean common = edit.place().scope().node() == null;
    draft
        .refusals()
        .add(
            Reason.SCOPE_IN_USE,
            common
                ? "there is a value for all members, and would be one for each"
                : "there is a value of "
                    + edit.place().scope().node()
                    + ", and would be one for all",
            common
                ? "declare it with --move, which gives each member that value, or delete it first"
                : "declare it with --move, which keeps the active's value, or delete it first",
            path);
  }
}
