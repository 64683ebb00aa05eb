package io.quorate.server.api;

import io.quorate.client.error.Refusals;
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
  private final LinearizableRead reads;

  WatchedStore(ReplicatedRegistry registry, LeaderRoute route, LinearizableRead reads) {
    this.registry = registry;
    this.route = route;
    this.reads = reads;
  }

  <T> T read(Function<StoreView, T> question) {
    return registry.read(question);
  }

  /**
   * Whether what is not here of a group is nowhere.
   *
   * @param wake called on any thread when that has become known
   */
  FullWord word(GroupId group, Runnable wake) {
    return new FullWord(route, reads, group, wake);
  }

  /** What a call ends with that asks for what this node does not have, and perhaps another has. */
  static Throwable notHere(Refusal lack) {
    return Refusals.noQuorum(
        "this node cannot tell whether it lags behind: " + lack.message(),
        "ask another node; see on this one: quorate status");
  }

  /** Whether there is such a group. */
  static boolean has(StoreView view, GroupId group) {
    return view.get(Table.GROUPS, group.value()) != null;
  }

  static Refusal gone(GroupId group) {
    return GroupReads.unknown(group.value()).get(0);
  }
}
