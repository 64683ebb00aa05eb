package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gathers what may look otherwise than before to somebody who watches: what was heard or decided,
 * and what becomes another by time alone, as seen when a group's deadline has come.
 */
final class Visible {
  private final Map<GroupId, Outlook> outlooks = new TreeMap<>();
  private final SortedSet<GroupId> groups = new TreeSet<>();
  private final SortedSet<NodeId> silent = new TreeSet<>();
  private VisibleChange.Nodes nodes = VisibleChange.Nodes.SAME;

  /** What of a situation time alone changes. */
  private record Outlook(
      Situation.LeaseState lease, List<MemberView.Presence> presences, long timerNanos) {

    boolean same(Outlook other) {
      return lease == other.lease && presences.equals(other.presences);
    }
  }

  /** Something was heard or decided of these groups. */
  void changed(Collection<GroupId> changed) {
    groups.addAll(changed);
  }

  /** The group is gone. */
  void removed(GroupId group) {
    outlooks.remove(group);
    groups.add(group);
  }

  /** Something else was heard of a node. */
  void nodeChanged() {
    nodes = VisibleChange.Nodes.OTHERWISE;
  }

  /** A node was heard from so long ago. */
  void silence(NodeId node, Duration lasting) {
    boolean quiet = lasting.compareTo(LeaderPicture.NODE_SILENCE) >= 0;
    if (quiet ? silent.add(node) : silent.remove(node)) {
      nodeChanged();
    }
  }

  /**
   * The group was looked at.
   *
   * @param timer how long until its plan may become another by itself
   */
  void looked(Situation situation, Duration timer, ClockReading now) {
    GroupId name = situation.group().spec().name();
    Outlook present =
        new Outlook(
            situation.lease(),
            situation.members().values().stream().map(MemberView::presence).toList(),
            now.monotonicNanos() + timer.toNanos());
    Outlook before = outlooks.put(name, present);
    if (before == null || !before.same(present) || before.timerNanos() <= now.monotonicNanos()) {
      groups.add(name);
    }
  }

  /** What was gathered since this was asked last. */
  VisibleChange take() {
    VisibleChange taken = new VisibleChange(groups, nodes);
    groups.clear();
    nodes = VisibleChange.Nodes.SAME;
    return taken;
  }
}
