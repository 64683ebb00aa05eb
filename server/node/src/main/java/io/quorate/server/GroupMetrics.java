package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.core.sync.SyncReason;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;

/**
 * Which groups are served, in numbers. The leader alone gives them: what another node knows may be
 * old.
 */
final class GroupMetrics {
  private static final double MILLIS = 1_000.0;

  private final ReplicatedRegistry registry;
  private final Supplier<ClockReading> clocks;
  private final SyncMetrics syncs;

  GroupMetrics(ReplicatedRegistry registry, Supplier<ClockReading> clocks, SyncMetrics syncs) {
    this.registry = registry;
    this.clocks = clocks;
    this.syncs = syncs;
  }

  void registerIn(NodeMetrics metrics) {
    metrics.readings(
        Measure.GROUP_SERVED,
        readings -> each(readings, (group, now) -> group.service().isServed() ? 1 : 0));
    metrics.readings(
        Measure.GROUP_NOT_SERVED,
        readings -> each(readings, (group, now) -> seconds(notServed(group, now))));
    metrics.readings(
        Measure.GROUP_INTERRUPTIONS,
        readings -> each(readings, (group, now) -> group.service().interruptions()));
    metrics.readings(
        Measure.GROUP_LAST_INTERRUPTION,
        readings -> each(readings, (group, now) -> seconds(group.service().last())));
    metrics.readings(
        Measure.SYNC_BLOCKED,
        readings -> syncs.blocks().forEach((group, known) -> blocked(group, known, readings)));
  }

  private void each(Readings readings, ToDoubleBiFunction<GroupRecord, ClusterTime> value) {
    if (!registry.leads()) {
      return;
    }
    RegistryImage image = registry.image();
    ClusterTime now = new ClusterTime(clocks.get().wallMillis()).orLater(image.time());
    for (GroupRecord group : image.groups()) {
      readings.add(value.applyAsDouble(group, now), group.spec().name().value());
    }
  }

  private static void blocked(GroupRecord group, List<SyncBlock> known, Readings readings) {
    String name = group.spec().name().value();
    for (GroupMember member : group.spec().members()) {
      for (SyncReason reason : SyncReason.values()) {
        boolean holds =
            known.stream()
                .anyMatch(block -> block.node().equals(member.node()) && block.reason() == reason);
        readings.add(holds ? 1 : 0, name, member.node().value(), reason.name());
      }
    }
  }

  private static Duration notServed(GroupRecord group, ClusterTime now) {
    return group.service().isServed() ? Duration.ZERO : now.since(group.service().since());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
