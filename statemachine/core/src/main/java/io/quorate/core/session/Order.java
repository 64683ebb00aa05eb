package io.quorate.core.session;

import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Phase;
import io.quorate.core.serving.Directive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the leader wants of one node for one group, and what it tells it besides.
 *
 * @param directive what the node shall do
 * @param lease while not null, every heartbeat that is answered extends the lease of the epoch by
 *     these terms, counted from when it was sent (H1); null when it is not extended
 * @param revision of the declaration that holds
 * @param role who has the role
 * @param automation whether the cluster may act by itself
 * @param cause why the role changes, for hooks and logs; may be empty
 * @param held why files of the group's configuration stay as they are there; empty when they may be
 *     changed
 */
public record Order(
    Directive directive,
    @Nullable LeaseTerms lease,
    Revision revision,
    Holding role,
    Automation automation,
    String cause,
    String held) {

  /** Whether the cluster may act by itself on the group. */
  public enum Automation {
    /** It may. */
    RUNNING,
    /** It may not: a node that stops leaves the group under its guard. */
    PAUSED
  }

  /**
   * Who has the role.
   *
   * @param phase how far it is along
   * @param holder the node; null when nobody has it
   * @param endpoints where clients reach it
   */
  public record Holding(Phase phase, @Nullable NodeId holder, List<String> endpoints) {
    /** Keeps its own copy. */
    public Holding {
      endpoints = List.copyOf(endpoints);
    }
  }
}
