package io.quorate.core.declaration;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * A group as its owner declared it, with every default filled in.
 *
 * @param name the group
 * @param members the data nodes that may be active, in the owner's order
 * @param timing D, F and the heartbeat; takes effect at the next epoch (S3)
 * @param failover when the role moves by itself
 * @param resources started in this order, stopped in the reverse
 * @param checks health checks
 * @param configuration what the configuration of the group may be
 * @param deliveries of values of the configuration to files of the members
 * @param facts of the members that are compared
 */
public record GroupSpec(
    GroupId name,
    List<GroupMember> members,
    Timing timing,
    FailoverPolicy failover,
    List<Resource> resources,
    List<HealthCheck> checks,
    GroupConfiguration configuration,
    List<Delivery> deliveries,
    List<Fact> facts) {

  /** Of a group whose configuration may be anything and is delivered nowhere. */
  public GroupSpec(
      GroupId name,
      List<GroupMember> members,
      Timing timing,
      FailoverPolicy failover,
      List<Resource> resources,
      List<HealthCheck> checks) {
    this(
        name,
        members,
        timing,
        failover,
        resources,
        checks,
        GroupConfiguration.FREE,
        List.of(),
        List.of());
  }

  /** Keeps its own copies. */
  public GroupSpec {
    members = List.copyOf(members);
    resources = List.copyOf(resources);
    checks = List.copyOf(checks);
    deliveries = List.copyOf(deliveries);
    facts = List.copyOf(facts);
  }

  /** The member that is this node, if it is one. */
  public Optional<GroupMember> member(NodeId node) {
    return members.stream().filter(m -> m.node().equals(node)).findFirst();
  }

  /** Whether the node may be active here. */
  public boolean hasMember(NodeId node) {
    return member(node).isPresent();
  }

  /** Whether it says nothing that needs more than the first feature level. */
  public boolean basic() {
    return configuration.equals(GroupConfiguration.FREE)
        && deliveries.isEmpty()
        && facts.isEmpty()
        && members.stream().allMatch(member -> member.facts().isEmpty());
  }

  /** The same with another word on the configuration. */
  public GroupSpec with(GroupConfiguration other) {
    return new GroupSpec(
        name, members, timing, failover, resources, checks, other, deliveries, facts);
  }

  /** The same with other deliveries. */
  public GroupSpec delivering(List<Delivery> other) {
    return new GroupSpec(
        name, members, timing, failover, resources, checks, configuration, other, facts);
  }

  /** The same with other facts of its members. */
  public GroupSpec comparing(List<Fact> other) {
    return new GroupSpec(
        name, members, timing, failover, resources, checks, configuration, deliveries, other);
  }
}
