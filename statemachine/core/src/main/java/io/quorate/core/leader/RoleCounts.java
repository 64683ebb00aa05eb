package io.quorate.core.leader;

import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Phase;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How many roles each node holds, and which change hands; kept up to date as groups change. */
final class RoleCounts {
  private final Map<GroupId, NodeId> holders = new TreeMap<>();
  private final SortedMap<NodeId, Integer> roles = new TreeMap<>();
  private final SortedSet<GroupId> changing = new TreeSet<>();

  void put(GroupRecord group) {
    GroupId name = group.spec().name();
    count(name, group.role().holder());
    Phase phase = group.role().phase();
    if (phase == Phase.ACTIVE || phase == Phase.VACANT) {
      changing.remove(name);
    } else {
      changing.add(name);
    }
  }

  void remove(GroupId group) {
    count(group, null);
    changing.remove(group);
  }

  private void count(GroupId group, @Nullable NodeId holder) {
    NodeId before = holder == null ? holders.remove(group) : holders.put(group, holder);
    if (before != null) {
      roles.computeIfPresent(before, (node, count) -> count > 1 ? count - 1 : null);
    }
    if (holder != null) {
      roles.merge(holder, 1, Integer::sum);
    }
  }

  /** Whether a role is changing hands. */
  boolean unsettled() {
    return !changing.isEmpty();
  }

  /** How many roles each node holds. */
  SortedMap<NodeId, Integer> held() {
    return Collections.unmodifiableSortedMap(roles);
  }
}
