package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.RoleRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words why no node serves a group, from what is replicated: every node says the same. */
public final class NotServed {
  /** What programs know it by. */
  public static final String REASON = "NOT_SERVED";

  private final GroupRecord group;
  private final RoleRecord role;

  private NotServed(GroupRecord group) {
    this.group = group;
    this.role = group.role();
  }

  /** Why no node serves the group; empty when one does. */
  public static String why(GroupRecord group) {
    return group.service().isServed() ? "" : new NotServed(group).why();
  }

  private String why() {
    return switch (role.phase()) {
      case VACANT -> vacant() + planned();
      case PROMOTING -> role.node() + " starts it" + planned();
      case DEMOTING -> role.node() + " stops it" + planned();
      case ACTIVE, QUIESCING -> heldIdle();
    };
  }

  private String vacant() {
    return switch (role.closure()) {
      case NEVER_GRANTED, OPEN -> "nobody was granted it yet";
      case EXPIRED -> role.node() + " was lost, and nobody was granted it since";
      case RELEASED -> role.node() + " gave it back, and nobody was granted it since";
      case FENCED -> role.node() + " was fenced, and nobody was granted it since";
    };
  }

  private String planned() {
    Operation operation = group.operation();
    if (operation == null) {
      return "";
    }
    NodeId to = operation.to();
    String kind = operation.kind().name().toLowerCase(Locale.ROOT);
    return " (" + kind + (to == null ? "" : " from " + operation.from() + " to " + to) + ")";
  }

  private String heldIdle() {
    MemberRecord holder = holder();
    MemberState state = holder == null ? MemberState.STANDBY : holder.state();
    return switch (state) {
      case OFFLINE -> role.node() + " is not heard from";
      case PROMOTING -> role.node() + " starts it again" + because(holder);
      case DEMOTING -> role.node() + " stops it" + because(holder);
      case INTERRUPTED -> "on " + role.node() + " it is down" + because(holder);
      case FAILED -> "on " + role.node() + " it failed" + because(holder);
      case UNCONFIGURED, STANDBY, ACTIVE, QUIESCING, DEGRADED ->
          role.node() + " does not run it" + because(holder);
    };
  }

  private @Nullable MemberRecord holder() {
    NodeId node = role.node();
    return node == null ? null : group.members().get(node);
  }

  private static String because(@Nullable MemberRecord member) {
    return member == null || member.cause().isEmpty() ? "" : ": " + member.cause();
  }
}
