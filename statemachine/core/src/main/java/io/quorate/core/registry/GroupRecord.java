package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupSpec;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the registry knows of a group.
 *
 * @param spec as declared
 * @param revision of the declaration
 * @param role who holds the role
 * @param automation whether the cluster may act by itself
 * @param operation the planned change under way, or null
 * @param members what is remembered of each member
 * @param service whether it is served, and how often it was not
 */
public record GroupRecord(
    GroupSpec spec,
    Revision revision,
    RoleRecord role,
    Automation automation,
    @Nullable Operation operation,
    SortedMap<NodeId, MemberRecord> members,
    ServiceRecord service) {

  /** Whether the cluster may act by itself on a group. */
  public enum Automation {
    /** It may. */
    RUNNING,
    /** Only what an operator asks for. */
    PAUSED
  }

  /** Keeps its own copy. */
  public GroupRecord {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** Whether it is being deleted. */
  public boolean retiring() {
    return operation != null && operation.kind() == Operation.Kind.RETIREMENT;
  }

  /** Whether an operator has paused it. */
  public boolean paused() {
    return automation == Automation.PAUSED;
  }

  /**
   * Whether the policy leaves it to people to give the vacant role to this node: a lost role of a
   * manual group goes by itself only to the node that had it.
   */
  public boolean leftToPeople(NodeId to) {
    return spec.failover().mode() == FailoverPolicy.Mode.MANUAL
        && role.closure() == Closure.EXPIRED
        && !to.equals(role.node());
  }

  /** Whether the holder of the role serves, by what it was last heard to do. */
  private boolean serves() {
    boolean serving = role.phase() == Phase.ACTIVE || role.phase() == Phase.QUIESCING;
    MemberRecord holder = role.node() == null ? null : members.get(role.node());
    return serving && (holder == null || serves(holder.state()));
  }

  /** Of a holder that was confirmed and not heard from since, the confirmation stands. */
  private static boolean serves(MemberState holder) {
    return switch (holder) {
      case UNCONFIGURED, ACTIVE, QUIESCING, DEGRADED -> true;
      case STANDBY, PROMOTING, DEMOTING, FAILED, INTERRUPTED, OFFLINE -> false;
    };
  }

  /** The same, with what became of its service by whatever changed. */
  public GroupRecord observed(ClusterTime now) {
    ServiceRecord next = serves() ? service.served(now) : service.notServed(ceased(now));
    return next.equals(service)
        ? this
        : new GroupRecord(spec, revision, role, automation, operation, members, next);
  }

  /** A holder that is not heard from counts as one that ceased to serve with its last word. */
  private ClusterTime ceased(ClusterTime now) {
    MemberRecord holder = role.holder() == null ? null : members.get(role.holder());
    boolean silent = holder != null && holder.state() == MemberState.OFFLINE;
    long heard = now.millis() - spec.timing().lease().toMillis();
    return silent ? new ClusterTime(Math.max(service.since().millis(), heard)) : now;
  }

  GroupRecord with(RoleRecord next) {
    return new GroupRecord(spec, revision, next, automation, operation, members, service);
  }

  GroupRecord during(Operation next) {
    return new GroupRecord(spec, revision, role, automation, next, members, service);
  }

  GroupRecord withoutOperation() {
    return new GroupRecord(spec, revision, role, automation, null, members, service);
  }

  GroupRecord with(Automation next) {
    return new GroupRecord(spec, revision, role, next, operation, members, service);
  }

  GroupRecord with(NodeId node, MemberRecord next) {
    SortedMap<NodeId, MemberRecord> changed = new TreeMap<>(members);
    changed.put(node, next);
    return new GroupRecord(spec, revision, role, automation, operation, changed, service);
  }
}
