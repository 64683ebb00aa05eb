package io.quorate.core.facts;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why the files of a group's configuration stay as they are on a member: facts that hold them back
 * are not as they must be. What is not known yet holds them back too, since a member that has just
 * started, or a leader that has just begun, would let them go otherwise.
 */
public final class FactHolds {
  private static final int NAMED = 3;

  private final GroupSpec spec;
  private final FactSheet sheet;
  private final @Nullable NodeId holder;

  /**
   * Of one group.
   *
   * @param sheet what is known of its members
   * @param holder who has the role; null when nobody has
   */
  public FactHolds(GroupSpec spec, FactSheet sheet, @Nullable NodeId holder) {
    this.spec = spec;
    this.sheet = sheet;
    this.holder = holder;
  }

  /** Whether a fact of the declaration can hold files back. */
  public static boolean possible(GroupSpec spec) {
    return !spec.deliveries().isEmpty()
        && spec.facts().stream().anyMatch(fact -> fact.onMismatch() == Fact.OnMismatch.HOLD);
  }

  /**
   * Why files are held on the member; empty when they are not. Those of the holder never are: it
   * serves by them.
   */
  public String on(NodeId node) {
    Optional<GroupMember> member = spec.member(node);
    if (node.equals(holder) || member.isEmpty() || !possible(spec)) {
      return "";
    }
    List<String> reasons = new ArrayList<>();
    for (Fact fact : spec.facts()) {
      if (fact.onMismatch() == Fact.OnMismatch.HOLD) {
        against(fact, member.get()).ifPresent(reasons::add);
      }
    }
    int more = reasons.size() - NAMED;
    return more > 0
        ? String.join(", ", reasons.subList(0, NAMED)) + " and " + more + " more"
        : String.join(", ", reasons);
  }

  private Optional<String> against(Fact fact, GroupMember member) {
    FactReport mine = found(fact, member);
    return mine == null
        ? Optional.of(notKnown(fact, member))
        : fact.rule().dispatch(new Compared(fact, mine.text(), member));
  }

  private @Nullable FactReport found(Fact fact, GroupMember member) {
    return sheet
        .of(fact, member)
        .filter(report -> report.outcome() == FactReport.Outcome.KNOWN)
        .orElse(null);
  }

  private static String notKnown(Fact fact, GroupMember member) {
    return named(fact) + " of " + member.node() + " is not known";
  }

  private static String named(Fact fact) {
    return fact.kind() + " " + fact.name();
  }

  /** The active; while nobody is, all that may become it. */
  private boolean model(GroupMember other, GroupMember member) {
    return holder == null ? !other.equals(member) : other.node().equals(holder);
  }

  /** A value of a member held against the rule of its fact. */
  private final class Compared implements Fact.Cases<Optional<String>> {
    private final Fact fact;
    private final String mine;
    private final GroupMember member;

    Compared(Fact fact, String mine, GroupMember member) {
      this.fact = fact;
      this.mine = mine;
      this.member = member;
    }

    @Override
    public Optional<String> equal(Fact.Equal equal) {
      for (GroupMember other : spec.members()) {
        if (model(other, member)) {
          FactReport theirs = found(fact, other);
          if (theirs == null) {
            return Optional.of(notKnown(fact, other));
          }
          if (!theirs.text().equals(mine)) {
            return Optional.of(named(fact) + " differs from that of " + other.node());
          }
        }
      }
      return Optional.empty();
    }

    @Override
    public Optional<String> atLeast(Fact.AtLeast rule) {
      return rule.met(mine)
          ? Optional.empty()
          : Optional.of(named(fact) + " is not at least " + rule.least());
    }

    @Override
    public Optional<String> known(Fact.Known known) {
      return Optional.empty();
    }
  }
}
