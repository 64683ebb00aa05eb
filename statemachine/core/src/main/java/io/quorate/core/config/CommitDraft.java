package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.secret.Seal;
import io.quorate.core.secret.SecretRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A commit as it is put together: what it does to the bounds of its space, and what is against it.
 */
final class CommitDraft {
  private final ConfigView view;
  private final SpaceId space;
  private final SpaceOwner owner;
  private final ConfigHead head;
  private final Refusals refusals = new Refusals();

  /** Values of the space after the commit. */
  private long paths;

  /** Bytes of the values that it replaces or deletes. */
  private long replaced;

  /** The places of those. */
  private final Set<ConfigPlace> standing = new HashSet<>();

  /** The edits that put a plain value in place of a sealed one, or the other way round. */
  private final List<ConfigEdit> unlike = new ArrayList<>();

  CommitDraft(ConfigView view, SpaceId space, SpaceOwner owner) {
    this.view = view;
    this.space = space;
    this.owner = owner;
    this.head = view.head();
    this.paths = head.paths();
  }

  Refusals refusals() {
    return refusals;
  }

  /** Whether what the commit depends on is so, and another does not wait for its confirmation. */
  void terms(ConfigCommand.Terms terms) {
    AwaitedCommit awaited = view.awaited();
    if (awaited != null) {
      refusals.add(awaited.refusal());
    }
    Revision wanted = terms.head();
    if (wanted != null && !wanted.equals(head.revision())) {
      refusals.add(
          Reason.REVISION_CONFLICT,
          "based on revision " + wanted + ", " + space + " is at " + head.revision(),
          "look at what changed (quorate config diff " + space + " " + wanted + ") and try again");
    }
    Conflicts.epoch(space, owner.open(), terms.epoch()).ifPresent(refusals::add);
    Duration within = terms.confirmWithin();
    if (within != null
        && (within.compareTo(ConfigLimits.CONFIRM_AT_LEAST) < 0
            || within.compareTo(ConfigLimits.CONFIRM_AT_MOST) > 0)) {
      refusals.add(
          Reason.INVALID_VALUE,
          "a commit cannot ask to be confirmed within " + within.toMillis() + " ms",
          "ask for 10 seconds to 24 hours");
    }
  }

  /**
   * Counts what an edit does. What is replaced is kept, so it is held in memory and written again
   * by every replica, as what is set is.
   *
   * @return false, and refused, when it is too much for one commit
   */
  boolean weighed(ConfigEdit edit, @Nullable ConfigEntry present) {
    paths += (edit.to() == null ? 0 : 1) - (present == null ? 0 : 1);
    if (present != null) {
      replaced += present.value().size();
      standing.add(edit.place());
      ConfigValue to = edit.to();
      if (to != null && (to.seal() == null) != (present.value().seal() == null)) {
        unlike.add(edit);
      }
    }
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

  /** Whether the value is one, and its member is one. */
  void form(ConfigEdit edit) {
    ConfigValue to = edit.to();
    if (to == null) {
      return;
    }
    to.wrong().ifPresent(wrong -> invalid(edit, wrong));
    Seal seal = to.seal();
    if (seal != null && !view.has(seal.generation())) {
      refusals.add(SecretRules.unknown(seal.generation()));
    }
    NodeId node = edit.place().scope().node();
    if (node != null && !owner.members().contains(node)) {
      refusals.add(
          Reason.NOT_A_MEMBER,
          node + " is not a member of " + space,
          "its members are " + owner.members(),
          edit.place().path().value());
    }
  }

  void invalid(ConfigEdit edit, String wrong) {
    refusals.add(
        Reason.INVALID_VALUE, wrong, "correct it and try again", edit.place().path().value());
  }

  /**
   * Whether the paths that have a value would still be no folders of each other.
   *
   * @param edits all of which were weighed
   */
  void shape(Collection<ConfigEdit> edits) {
    new ConfigShape(view, edits, standing, owner.members()).check(refusals);
  }

  /** Whether the edit changes what stands there. */
  static boolean changes(ConfigEdit edit, @Nullable ConfigEntry present) {
    ConfigValue to = edit.to();
    if (present == null) {
      return to != null;
    }
    return to == null || !present.value().equals(to);
  }

  /**
   * The decision about edits that were weighed, and about what has to be moved because of them, by
   * all that the declaration of the group asks for.
   *
   * @param edits in the order of their places, all of which change something
   * @param until when it is undone unless somebody confirms it; null: it stays
   */
  ConfigDecision finished(
      ConfigChanged.Why why,
      Collection<ConfigEdit> edits,
      ConfigCommand.Terms terms,
      @Nullable ClusterTime until) {
    Collection<ConfigEdit> all = new ScopeRules(this, view, owner).completed(edits, terms.owner());
    if (all == null) {
      return refused();
    }
    new ConstraintRules(owner, refusals).checkEdits(view, all);
    new ValidationRules(view, space, owner).check(all, terms, refusals);
    new SealingRules(owner.declared().configuration(), refusals).check(all, unlike);
    shape(all);
    return decided(told(why, terms), all, until);
  }

  /** What is left out is told of commits that would have been validated by it. */
  private ConfigChanged.Why told(ConfigChanged.Why why, ConfigCommand.Terms terms) {
    return owner.declared().configuration().validation() == null
        ? why
        : new ConfigChanged.Why(why.origin(), why.comment(), terms.omitted());
  }

  /**
   * The decision about it.
   *
   * @param edits in the order of their places, all of which change something
   * @param until when it is undone unless somebody confirms it; null: it stays
   */
  ConfigDecision decided(
      ConfigChanged.Why why, Collection<ConfigEdit> edits, @Nullable ClusterTime until) {
    if (paths > ConfigLimits.PATHS) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          space + " would have " + paths + " values",
          "keep at most " + ConfigLimits.PATHS);
    }
    if (!refusals.none()) {
      return refused();
    }
    if (edits.isEmpty()) {
      return kept();
    }
    List<ConfigEdit> plain =
        edits.stream().map(edit -> new ConfigEdit(edit.place(), edit.to(), null)).toList();
    Revision next = head.revision().next();
    return new ConfigDecision(new ConfigChanged(space, next, why, plain, until), next, List.of());
  }

  /** All stays as it is. */
  ConfigDecision kept() {
    return new ConfigDecision(null, head.revision(), List.of());
  }

  /** Refused, for what was found. */
  ConfigDecision refused() {
    return new ConfigDecision(null, head.revision(), refusals.all());
  }

  /** Refused, for one thing more. */
  ConfigDecision refused(Refusal why) {
    refusals.add(why);
    return refused();
  }
}
