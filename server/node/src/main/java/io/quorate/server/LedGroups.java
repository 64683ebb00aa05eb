package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.NodeId;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.server.api.SyncViews;
import io.quorate.server.leader.ClusterView;
import io.quorate.server.leader.LeaderLoop;
import io.quorate.server.registry.ReplicatedRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * All groups and nodes as the node that leads sees them at one moment; empty on another, which may
 * know what is old.
 *
 * @param groups by name
 * @param silence how long ago each node was heard from
 */
record LedGroups(List<LedGroup> groups, SortedMap<NodeId, Duration> silence) {

  /** Puts them together, on the thread of whoever asks. */
  static final class Source implements Supplier<Optional<LedGroups>> {
    private final ReplicatedRegistry registry;
    private final LeaderLoop leader;
    private final Supplier<ClockReading> clocks;
    private final SyncViews syncs;

    Source(ReplicatedRegistry registry, LeaderLoop leader, Supplier<ClockReading> clocks) {
      this.registry = registry;
      this.leader = leader;
      this.clocks = clocks;
      this.syncs = new SyncViews(registry);
    }

    @Override
    public Optional<LedGroups> get() {
      return registry.leads() ? leader.view().map(this::seen) : Optional.empty();
    }

    private LedGroups seen(ClusterView view) {
      ClockReading now = clocks.get();
      List<LedGroup> groups = new ArrayList<>();
      for (GroupRecord record : registry.image().groups()) {
        Situation situation = view.group(record, now).situation();
        groups.add(LedGroup.of(situation, blocks(situation)));
      }
      SortedMap<NodeId, Duration> silence = new TreeMap<>();
      view.nodes(now).forEach((node, known) -> silence.put(node, known.silent()));
      return new LedGroups(groups, silence);
    }

    private List<SyncBlock> blocks(Situation situation) {
      boolean any =
          !situation.group().spec().deliveries().isEmpty()
              || !situation.group().spec().facts().isEmpty();
      return any ? syncs.of(situation) : List.of();
    }
  }
}
