package io.quorate.core.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which order the members a, b and c are asked. */
final class SuccessionTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId C = new NodeId("c");

  private static List<NodeId> order(
      @Nullable NodeId preferred, Closure closure, @Nullable NodeId last) {
    GroupSpec spec =
        new GroupSpec(
            new GroupId("g"),
            List.of(A, B, C).stream().map(node -> new GroupMember(node, List.of())).toList(),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT.withPreferred(preferred, Duration.ofMinutes(1)),
            List.of(),
            List.of());
    RoleRecord role =
        new RoleRecord(
            new Epoch(4),
            Phase.VACANT,
            last,
            closure,
            Duration.ZERO,
            Duration.ZERO,
            new ClusterTime(0));
    return Succession.order(
        new GroupRecord(
            spec,
            new Revision(1),
            role,
            GroupRecord.Automation.RUNNING,
            null,
            new TreeMap<>(),
            ServiceRecord.never(new ClusterTime(0))));
  }

  @Test
  void asDeclaredAndThePreferredOneFirst() {
    assertThat(order(null, Closure.NEVER_GRANTED, null)).containsExactly(A, B, C);
    assertThat(order(C, Closure.NEVER_GRANTED, null)).containsExactly(C, A, B);
  }

  @Test
  void whoLostTheRoleIsTheLast() {
    assertThat(order(null, Closure.EXPIRED, A)).containsExactly(B, C, A);
    assertThat(order(null, Closure.FENCED, B)).containsExactly(A, C, B);
    assertThat(order(A, Closure.EXPIRED, A)).as("also when preferred").containsExactly(B, C, A);
  }

  @Test
  void whoReleasedItIsTheFirst() {
    assertThat(order(null, Closure.RELEASED, B)).containsExactly(B, A, C);
    assertThat(order(C, Closure.RELEASED, B)).containsExactly(B, C, A);
  }

  @Test
  void whoIsNoMemberAnyMoreIsNotAsked() {
    assertThat(order(null, Closure.RELEASED, new NodeId("z"))).containsExactly(A, B, C);
  }
}
