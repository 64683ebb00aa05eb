package io.quorate.core.registry;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.config.ConfiguredGroup;
import io.quorate.core.config.SpaceOwner;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose value becomes that for all members, when a value that each had becomes one of all. */
final class SpaceOwnersTest {
  private static final RoleRecord NOBODY =
      RoleRecord.neverGranted(new ClusterTime(0), new Epoch(0));

  private final GroupRecord group =
      Objects.requireNonNull(new ConfiguredGroup().store.get(Table.GROUPS, GROUP.value()));

  private static RoleRecord heldBy(NodeId node) {
    return new RoleRecord(
        new Epoch(4),
        Phase.ACTIVE,
        node,
        Closure.NEVER_GRANTED,
        Duration.ofSeconds(3),
        Duration.ZERO,
        new ClusterTime(0));
  }

  private SpaceOwner owner(RoleRecord role, @Nullable NodeId first) {
    return SpaceOwners.of(group.spec(), group.revision(), role, first);
  }

  @Test
  void membersComeAsTheyAreDeclaredWhenNobodyHoldsTheRole() {
    assertThat(owner(NOBODY, null).declared().precedence()).containsExactly(A, B);
    assertThat(owner(NOBODY, null).open()).isNull();
  }

  @Test
  void theHolderComesFirst() {
    assertThat(owner(heldBy(B), null).declared().precedence()).isEqualTo(List.of(B, A, B));
    assertThat(owner(heldBy(B), null).open()).isEqualTo(new Epoch(4));
  }

  @Test
  void whomTheOperatorNamesComesBeforeTheHolder() {
    assertThat(owner(heldBy(A), B).declared().precedence()).isEqualTo(List.of(B, A, A, B));
  }

  @Test
  void aMoveIsLetIntoNoEntryBesideOthers() {
    Command.ApplyGroup plain = new Command.ApplyGroup(group.spec(), null);
    Command.ApplyGroup moving =
        new Command.ApplyGroup(group.spec(), null, new Command.ApplyGroup.Move(null));
    assertThat(moving.maxEvents()).isEqualTo(EntryLimits.MAX_EVENTS);
    assertThat(plain.maxEvents()).isLessThan(EntryLimits.MAX_EVENTS);
    assertThat(moving.since()).isEqualTo(FeatureLevels.CONFIGURATION);
    assertThat(plain.since()).isLessThan(FeatureLevels.CONFIGURATION);
  }
}
