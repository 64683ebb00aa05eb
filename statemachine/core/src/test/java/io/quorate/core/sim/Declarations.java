package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people make of a group's declaration: one change at a time, not always a good one. */
final class Declarations {
  private final Scenario scenario;
  private final Dice dice;

  Declarations(Scenario scenario, Dice dice) {
    this.scenario = scenario;
    this.dice = dice;
  }

  GroupSpec another(GroupSpec spec) {
    return switch (dice.below(6)) {
      case 0 -> with(spec, TimingProfile.LAN.timing());
      case 1 -> with(spec, TimingProfile.FAST.timing());
      case 2 -> with(spec, policy(spec));
      case 3 -> with(spec, fewer(spec));
      case 4 -> with(spec, more(spec));
      default ->
          scenario.specs().stream()
              .filter(first -> first.name().equals(spec.name()))
              .findFirst()
              .orElse(spec);
    };
  }

  private FailoverPolicy policy(GroupSpec spec) {
    return GroupKinds.policy(
        dice.chance(0.7) ? FailoverPolicy.Mode.AUTOMATIC : FailoverPolicy.Mode.MANUAL,
        Duration.ofMillis(dice.between(0, 3_000)),
        dice.chance(0.5) ? null : dice.pick(spec.members()).node());
  }

  /** Without one of the members: it may hold the role, or be about to. */
  private List<GroupMember> fewer(GroupSpec spec) {
    List<GroupMember> members = new ArrayList<>(spec.members());
    members.remove(dice.below(members.size()));
    return members;
  }

  /** With any node of the cluster, also one that may not be a member. */
  private List<GroupMember> more(GroupSpec spec) {
    NodeId added = dice.pick(List.copyOf(scenario.nodes().keySet()));
    if (spec.hasMember(added)) {
      return spec.members();
    }
    List<GroupMember> members = new ArrayList<>(spec.members());
    members.add(dice.below(members.size() + 1), GroupKinds.member(added));
    return members;
  }

  /** With one member more. */
  static GroupSpec with(GroupSpec spec, NodeId member) {
    List<GroupMember> members = new ArrayList<>(spec.members());
    members.add(GroupKinds.member(member));
    return with(spec, members);
  }

  private static GroupSpec with(GroupSpec spec, Timing timing) {
    return new GroupSpec(
            spec.name(), spec.members(), timing, spec.failover(), spec.resources(), spec.checks())
        .with(spec.configuration());
  }

  private static GroupSpec with(GroupSpec spec, FailoverPolicy policy) {
    return new GroupSpec(
            spec.name(), spec.members(), spec.timing(), policy, spec.resources(), spec.checks())
        .with(spec.configuration());
  }

  private static GroupSpec with(GroupSpec spec, List<GroupMember> members) {
    return new GroupSpec(
            spec.name(), members, spec.timing(), spec.failover(), spec.resources(), spec.checks())
        .with(spec.configuration());
  }
}
