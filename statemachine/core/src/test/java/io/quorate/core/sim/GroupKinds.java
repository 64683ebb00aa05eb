package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.declaration.Endpoint;
import io.quorate.core.declaration.Examples;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups that a scenario is made of: what they run, and when their role moves by itself. */
final class GroupKinds {
  static final int COUNT = 4;

  private final Dice dice;
  private final List<NodeId> data;
  private final Timing timing;

  GroupKinds(Dice dice, List<NodeId> data, Timing timing) {
    this.dice = dice;
    this.data = data;
    this.timing = timing;
  }

  GroupSpec group(String name, int kind) {
    List<NodeId> members = members(2 + dice.below(data.size() - 1));
    return switch (kind % COUNT) {
      case 0 -> group(name, members, FailoverPolicy.DEFAULT, List.of(service("web")));
      case 1 ->
          group(name, members, FailoverPolicy.DEFAULT, List.of(hook("address"), service("db")));
      case 2 ->
          group(
              name,
              members,
              policy(FailoverPolicy.Mode.AUTOMATIC, Duration.ofMillis(300), members.get(0)),
              List.of(service("one"), service("two")));
      default ->
          group(
              name,
              members,
              policy(FailoverPolicy.Mode.MANUAL, Duration.ZERO, null),
              List.of(service("one"), hook("notify")));
    };
  }

  /** Some data nodes; with two there is no choice, and the first is the first. */
  private List<NodeId> members(int count) {
    if (data.size() == 2) {
      return data;
    }
    List<NodeId> left = new ArrayList<>(data);
    List<NodeId> members = new ArrayList<>();
    while (members.size() < count) {
      members.add(left.remove(dice.below(left.size())));
    }
    return members;
  }

  private GroupSpec group(
      String name, List<NodeId> members, FailoverPolicy policy, List<Resource> resources) {
    return new GroupSpec(
        new GroupId(name),
        members.stream().map(GroupKinds::member).toList(),
        timing,
        policy,
        resources,
        List.of());
  }

  static GroupMember member(NodeId node) {
    return new GroupMember(node, List.of(new Endpoint(node.value(), 1)));
  }

  static FailoverPolicy policy(
      FailoverPolicy.Mode mode, Duration delay, @Nullable NodeId preferred) {
    return FailoverPolicy.DEFAULT
        .with(mode)
        .withDelay(delay)
        .withPreferred(preferred, Duration.ofSeconds(10))
        .withRestarts(2, Duration.ofMinutes(1));
  }

  private static Resource service(String name) {
    return Examples.service(name);
  }

  private static Resource hook(String name) {
    return Examples.hook(name, Duration.ofSeconds(1));
  }
}
