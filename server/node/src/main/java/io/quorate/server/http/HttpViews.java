package io.quorate.server.http;

import io.quorate.server.metrics.MetricsPage;
import java.util.Optional;

/**
 * What the HTTP endpoint shows of a node. Called from several threads, for every request; each
 * method answers at once, from memory.
 */
public interface HttpViews {

  /** Why a supervisor should start this process anew; empty while it is well. */
  Optional<String> notLive();

  /**
   * Why this node cannot take part yet; empty when it can. Never for want of a role or of a quorum
   * alone, which a restart of this node would not mend.
   */
  Optional<String> notReady();

  /**
   * This node's role in a group, as far as its own lease says, so that a node that is cut off does
   * not claim to be active; empty when it knows no such group.
   */
  Optional<GroupRole> role(String group);

  /**
   * Why this node is not active in all groups that it knows, in one sentence; empty while it is, by
   * its own leases. A node without groups is not.
   */
  Optional<String> notActive();

  /**
   * What is measured.
   *
   * @param accept the formats that are wanted, as an Accept header says them; may be empty
   */
  MetricsPage metrics(String accept);
}
