package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Revision;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where single facts lie in the store. */
public final class Facts {
  static final String CLUSTER = "cluster";

  /** How many groups there are: counted, not looked for. */
  static final Counter GROUPS = new Counter("groups");

  /** Bytes of the texts of all declarations. */
  static final Counter DECLARED_BYTES = new Counter("declared-bytes");

  /** Of each group that was deleted, its last epoch. */
  static final Counter LAST_EPOCH = new Counter("last-epoch");

  /** Of each group that was deleted, its last revision. */
  static final Counter LAST_REVISION = new Counter("last-revision");

  private static final int ALL_NODES = 1_000;

  private Facts() {}

  /** The cluster's name; empty before it was defined. */
  public static String cluster(StoreView store) {
    String name = store.get(Table.FACTS, CLUSTER);
    return name == null ? "" : name;
  }

  /** How many groups there are. */
  public static int groupCount(StoreView store) {
    return Math.toIntExact(GROUPS.read(store));
  }

  /** The nodes of the cluster. */
  public static SortedMap<NodeId, NodeKind> nodes(StoreView store) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    for (Row<NodeRecord> row : store.range(Table.NODES, "", "~", ALL_NODES)) {
      nodes.put(row.value().node(), row.value().kind());
    }
    return nodes;
  }

  /** The last epoch of a deleted group of this name, from which a new one goes on (I2). */
  static Epoch lastEpoch(StoreView store, GroupId group) {
    return new Epoch(LAST_EPOCH.of(group.value()).read(store));
  }

  /**
   * The last revision of a deleted group of this name, from which a new one goes on: what was based
   * on the old one, or still runs with it, is not based on the new one.
   */
  static Revision lastRevision(StoreView store, GroupId group) {
    return new Revision(LAST_REVISION.of(group.value()).read(store));
  }
}
