package io.quorate.server.api;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.SpaceId;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.failover.Situation;
import io.quorate.core.sync.SyncBlock;
import io.quorate.core.sync.SyncReasons;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.List;

/** What keeps members from having the configuration of a group, as the leader sees it. */
public final class SyncViews {
  private final ReplicatedRegistry registry;

  /** With the revisions that this node's store has. */
  public SyncViews(ReplicatedRegistry registry) {
    this.registry = registry;
  }

  /** All reasons of all members; the store is read only where something is delivered. */
  public List<SyncBlock> of(Situation situation) {
    GroupSpec spec = situation.group().spec();
    if (spec.deliveries().isEmpty()) {
      return SyncReasons.of(situation, Revision.NONE, null);
    }
    return registry.read(
        store -> {
          ConfigView view = new ConfigView(store, new SpaceId(spec.name()));
          return SyncReasons.of(situation, view.head().revision(), view.paused());
        });
  }
}
