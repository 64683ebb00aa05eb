package io.quorate.core.transition;

import io.quorate.core.ClusterTime;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Timing;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A group of three to ask the rules about. */
final class Groups {
  static final GroupId NAME = new GroupId("g");
  static final List<NodeId> NODES = List.of(new NodeId("a"), new NodeId("b"), new NodeId("c"));

  private Groups() {}

  static GroupSpec spec(Duration delay) {
    return new GroupSpec(
        NAME,
        NODES.stream().map(node -> new GroupMember(node, List.of())).toList(),
        new Timing(
            Duration.ofMillis(1_800),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            Duration.ofMillis(300)),
        FailoverPolicy.DEFAULT.withDelay(delay),
        List.of(),
        List.of());
  }

  static GroupRecord record(
      RoleRecord role, @Nullable Operation operation, SortedMap<NodeId, MemberRecord> members) {
    return new GroupRecord(
        spec(Duration.ZERO),
        new Revision(1),
        role,
        GroupRecord.Automation.RUNNING,
        operation,
        members,
        ServiceRecord.never(new ClusterTime(0)));
  }
}
