package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Revision;
import io.quorate.core.membership.Seat;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
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
    return kinds(records(store));
  }

  /** The place of each node; empty before the cluster was defined. */
  public static SortedMap<NodeId, Seat> seats(StoreView store) {
    return seats(records(store));
  }

  /** All that is kept of the nodes of the cluster. */
  public static List<NodeRecord> records(StoreView store) {
    return store.range(Table.NODES, "", "~", ALL_NODES).stream().map(Row::value).toList();
  }

  /** What each of the nodes may do. */
  public static SortedMap<NodeId, NodeKind> kinds(List<NodeRecord> records) {
    SortedMap<NodeId, NodeKind> kinds = new TreeMap<>();
    records.forEach(record -> kinds.put(record.node(), record.kind()));
    return kinds;
  }

  /** The place of each of the nodes. */
  public static SortedMap<NodeId, Seat> seats(List<NodeRecord> records) {
    SortedMap<NodeId, Seat> seats = new TreeMap<>();
    records.forEach(record -> seats.put(record.node(), record.seat()));
    return seats;
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
