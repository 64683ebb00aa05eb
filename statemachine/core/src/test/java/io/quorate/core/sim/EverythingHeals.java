package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.agent.GroupAgent;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.Registry;
import io.quorate.core.serving.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * I6: once faults are over, every group with an eligible node is served within a bound, and stays
 * so.
 */
final class EverythingHeals {
  /**
   * Elections that collide, the expiry of a lease, a promotion, and a slow stop that had begun
   * before.
   */
  static final long BOUND = Millis.of(20_000);

  /** A planned change that began before is over by then, one way or the other. */
  static final long SETTLED = Millis.of(75_000);

  /** People have put everything back, and every replica is the same. */
  static final long REST = Millis.of(400_000);

  private final World world;
  private final long healedAt;
  private final ClusterTime since;
  private final Map<GroupId, Long> lastServed = new TreeMap<>();
  private final Map<GroupId, Long> lastSettled = new TreeMap<>();
  private final Map<GroupId, Long> leftByPeople = new TreeMap<>();
  private final Map<GroupId, Long> waits = new TreeMap<>();

  EverythingHeals(World world) {
    this.world = world;
    this.healedAt = world.queue.now();
    this.since = Registry.time(world.truth.store());
  }

  /**
   * Whether every group is served by the node that the registry names, and nothing is under way or
   * left to drop.
   */
  boolean done() {
    return !world.operators.atWork()
        && world.programs.settled()
        && !world.configurators.leftSomethingWaiting()
        && world.sealers.settled()
        && world.replacements.settled()
        && world.truth.groups().stream().allMatch(this::settled);
  }

  void check() {
    long now = world.queue.now();
    if (now - healedAt > REST) {
      throw new InvariantBroken("I6: it never comes to rest: " + restless());
    }
    for (GroupRecord group : world.truth.groups()) {
      GroupId name = group.spec().name();
      if (served(group) || group.retiring()) {
        lastServed.put(name, now);
      }
      if (settled(group)) {
        lastSettled.put(name, now);
      }
      long waiting = waits.merge(name, backoff(group), Math::max);
      long unserved = now - lastServed.getOrDefault(name, healedAt);
      if (world.operators.atWorkOn(name)) {
        leftByPeople.put(name, now);
      }
      // What people begin while they put a group back is a change under way, and no unrest.
      long left = now - leftByPeople.getOrDefault(name, healedAt);
      boolean unsettled = !settled(group) && left > SETTLED + waiting;
      boolean stuck = now - lastSettled.getOrDefault(name, healedAt) > SETTLED + waiting;
      if (unserved > BOUND + waiting || unsettled || stuck) {
        throw new InvariantBroken(
            "I6: "
                + name
                + " is not served "
                + (now - healedAt) / 1_000_000
                + " ms after the last fault: "
                + group.role()
                + " "
                + group.automation()
                + " "
                + group.operation()
                + " "
                + group.members());
      }
    }
  }

  private String restless() {
    List<String> why = new ArrayList<>();
    if (world.operators.atWork()) {
      why.add("people have not put everything back");
    }
    if (!world.programs.settled()) {
      why.add("what is over has not been dropped");
    }
    if (world.configurators.leftSomethingWaiting()) {
      why.add("a commit waits for its confirmation");
    }
    if (!world.sealers.settled()) {
      why.add("secrets are still being sealed anew");
    }
    if (!world.replacements.settled()) {
      why.add("a lost node does not vote again");
    }
    for (GroupRecord group : world.truth.groups()) {
      if (!settled(group)) {
        why.add(group.toString());
      }
    }
    for (Machine machine : world.all()) {
      if (!machine.up() || machine.raft().applied() != world.truth.lastIndex()) {
        why.add(machine + " lags behind " + world.truth.lastIndex());
      }
    }
    return why.toString();
  }

  private boolean served(GroupRecord group) {
    NodeId holder = group.role().holder();
    return holder != null && world.machine(holder).site(group.spec().name()).serves();
  }

  /** It is served, and everybody is told so. */
  private boolean settled(GroupRecord group) {
    NodeId holder = group.role().holder();
    boolean quiet =
        group.role().phase() == Phase.ACTIVE
            && group.operation() == null
            && group.service().isServed();
    if (holder == null || !quiet || !served(group)) {
      return false;
    }
    AgentShell agent = world.machine(holder).agent();
    GroupAgent known = agent == null ? null : agent.of(group.spec().name());
    return known != null
        && known.state().stage() == Stage.SERVING
        && world.machine(holder).site(group.spec().name()).complete();
  }

  /**
   * Longer when every member that may be granted by itself has to wait: promotions failed there.
   */
  private long backoff(GroupRecord group) {
    long left =
        group.members().entrySet().stream()
            .filter(member -> !group.leftToPeople(member.getKey()))
            .map(member -> member.getValue().failed().notBefore())
            .mapToLong(notBefore -> Math.max(0, notBefore.since(since).toNanos()))
            .min()
            .orElse(0);
    return left;
  }
}
