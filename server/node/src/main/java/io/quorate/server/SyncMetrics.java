package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.server.api.SyncViews;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What keeps members from having configurations, for whoever reads metrics. */
final class SyncMetrics {
  private final ReplicatedRegistry registry;
  private final LeaderLoop leader;
  private final Supplier<ClockReading> clocks;
  private final SyncViews syncs;

  SyncMetrics(ReplicatedRegistry registry, LeaderLoop leader, Supplier<ClockReading> clocks) {
    this.registry = registry;
    this.leader = leader;
    this.clocks = clocks;
    this.syncs = new SyncViews(registry);
  }

  /** Of the groups that deliver or compare something; empty unless this node leads. */
  Map<GroupRecord, List<SyncBlock>> blocks() {
    Map<GroupRecord, List<SyncBlock>> blocks = new LinkedHashMap<>();
    Optional<ClusterView> view = leader.view();
    if (view.isPresent()) {
      ClockReading now = clocks.get();
      for (GroupRecord group : registry.image().groups()) {
        if (!group.spec().deliveries().isEmpty() || !group.spec().facts().isEmpty()) {
          blocks.put(group, syncs.of(view.get().group(group, now).situation()));
        }
      }
    }
    return blocks;
  }
}
