package io.quorate.core.registry;

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
 */
public record GroupRecord(
    GroupSpec spec,
    Revision revision,
    RoleRecord role,
    Automation automation,
    @Nullable Operation operation,
    SortedMap<NodeId, MemberRecord> members) {

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

  GroupRecord with(RoleRecord next) {
    return new GroupRecord(spec, revision, next, automation, operation, members);
  }

  GroupRecord during(Operation next) {
    return new GroupRecord(spec, revision, role, automation, next, members);
  }

  GroupRecord withoutOperation() {
    return new GroupRecord(spec, revision, role, automation, null, members);
  }

  GroupRecord with(Automation next) {
    return new GroupRecord(spec, revision, role, next, operation, members);
  }

  GroupRecord with(NodeId node, MemberRecord next) {
    SortedMap<NodeId, MemberRecord> changed = new TreeMap<>(members);
    changed.put(node, next);
    return new GroupRecord(spec, revision, role, automation, operation, changed);
  }
}
