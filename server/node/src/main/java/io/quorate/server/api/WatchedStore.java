package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Refusal;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.function.Function;

/** This node's own copy of what groups keep, as watches look at it. */
final class WatchedStore {
  /** Of what is read for a watch that is behind: little, since it waits for a slow reader. */
  static final long PIECE_BYTES = 32 << 10;

  private final ReplicatedRegistry registry;
  private final LeaderRoute route;

  WatchedStore(ReplicatedRegistry registry, LeaderRoute route) {
    this.registry = registry;
    this.route = route;
  }

  <T> T read(Function<StoreView, T> question) {
    return registry.read(question);
  }

  /** Whether this node leads, and so knows of every group. */
  boolean leads() {
    return route.leads();
  }

  /** Whether there is such a group. */
  static boolean has(StoreView view, GroupId group) {
    return view.get(Table.GROUPS, group.value()) != null;
  }

  static Refusal gone(GroupId group) {
    return GroupReads.unknown(group.value()).get(0);
  }
}
