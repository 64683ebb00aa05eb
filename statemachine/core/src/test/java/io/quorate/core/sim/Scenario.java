package io.quorate.core.sim;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Timing;
import io.quorate.core.declaration.TimingProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a seed decides before the first event.
 *
 * @param nodes all nodes, each with what it may do; all of them vote
 * @param specs the groups that are declared at the start
 * @param watchdog whether a leader without a majority notices it
 * @param faultNanos how long things go wrong, in real time
 * @param calmNanos mean time between two faults
 * @param snapshotEvery after how many entries a replica makes a snapshot and drops its log
 * @param operators whether people do things meanwhile
 */
record Scenario(
    SortedMap<NodeId, NodeKind> nodes,
    List<GroupSpec> specs,
    Watchdog watchdog,
    long faultNanos,
    long calmNanos,
    long snapshotEvery,
    Operators.Presence operators) {

  private static final List<String> DATA = List.of("a", "b", "c", "d", "e");
  private static final int MOST_GROUPS = 50;

  /** Whether a leader that hears no majority gives up by itself. */
  enum Watchdog {
    ON,
    OFF
  }

  /** Keeps its own copies. */
  Scenario {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    specs = List.copyOf(specs);
  }

  static Scenario of(Dice dice) {
    boolean fast = dice.chance(0.25);
    Timing timing = (fast ? TimingProfile.FAST : TimingProfile.LAN).timing();
    SortedMap<NodeId, NodeKind> nodes = nodes(dice);
    // Most are small, so that many seeds can be tried.
    boolean crowded = dice.chance(0.03);
    int count = crowded ? 10 + dice.below(MOST_GROUPS - 9) : 1 + dice.below(4);
    GroupKinds kinds = new GroupKinds(dice, data(nodes), timing);
    List<GroupSpec> specs = new ArrayList<>();
    int first = dice.below(GroupKinds.COUNT);
    for (int i = 0; i < count; i++) {
      specs.add(kinds.group("g" + (i + 1), first + i));
    }
    return new Scenario(
        nodes,
        specs,
        dice.chance(0.5) ? Watchdog.ON : Watchdog.OFF,
        Millis.of(crowded ? dice.between(20_000, 40_000) : dice.between(40_000, 100_000)),
        Millis.of(dice.between(500, 4_000)),
        dice.between(10, 200),
        dice.chance(0.7) ? Operators.Presence.BUSY : Operators.Presence.AWAY);
  }

  /** Mostly two data nodes and a witness; odd and even numbers of voters up to five. */
  private static SortedMap<NodeId, NodeKind> nodes(Dice dice) {
    double share = dice.fraction();
    if (share < 0.70) {
      return nodes(2, 1);
    }
    if (share < 0.80) {
      return nodes(3, 0);
    }
    if (share < 0.87) {
      return nodes(4, 0);
    }
    return share < 0.94 ? nodes(4, 1) : nodes(5, 0);
  }

  private static SortedMap<NodeId, NodeKind> nodes(int data, int witnesses) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    DATA.subList(0, data).forEach(name -> nodes.put(new NodeId(name), NodeKind.DATA));
    if (witnesses > 0) {
      nodes.put(new NodeId("w"), NodeKind.WITNESS);
    }
    return nodes;
  }

  List<NodeId> dataNodes() {
    return data(nodes);
  }

  private static List<NodeId> data(SortedMap<NodeId, NodeKind> nodes) {
    return nodes.keySet().stream().filter(node -> nodes.get(node) == NodeKind.DATA).toList();
  }
}
