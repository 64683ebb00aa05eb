package io.quorate.core.leader;

import io.quorate.core.FeatureLevel;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.membership.Seat;
import io.quorate.core.registry.Facts;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the registry holds when a term begins.
 *
 * @param level the feature level
 * @param nodes the kind of each of the cluster's nodes; empty before it is defined
 * @param seats the place of each node; where none is named, its first peer has it
 * @param groups every group
 * @param times what configurations wait for
 * @param sweeps what there is to drop
 */
public record KnownCluster(
    FeatureLevel level,
    SortedMap<NodeId, NodeKind> nodes,
    SortedMap<NodeId, Seat> seats,
    List<GroupRecord> groups,
    ConfigTimes times,
    Sweeps sweeps) {
  private static final int ALL_GROUPS = 100_000;

  /** Keeps its own copies. */
  public KnownCluster {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    seats = Collections.unmodifiableSortedMap(new TreeMap<>(seats));
    groups = List.copyOf(groups);
  }

  /** Of a cluster in which no node was ever replaced. */
  public KnownCluster(
      FeatureLevel level,
      SortedMap<NodeId, NodeKind> nodes,
      List<GroupRecord> groups,
      ConfigTimes times,
      Sweeps sweeps) {
    this(level, nodes, new TreeMap<>(), groups, times, sweeps);
  }

  /** Reads it. */
  public static KnownCluster of(StoreView store) {
    return new KnownCluster(
        FeatureLevels.of(store),
        Facts.nodes(store),
        Facts.seats(store),
        store.range(Table.GROUPS, "", "~", ALL_GROUPS).stream().map(Row::value).toList(),
        ConfigTimes.of(store),
        Sweeps.of(store, Registry.time(store)));
  }
}
