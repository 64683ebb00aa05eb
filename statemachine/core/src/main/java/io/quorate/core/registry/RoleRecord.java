package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a group's role.
 *
 * @param epoch the last epoch that was granted
 * @param phase how far it is along; VACANT exactly when the epoch is closed
 * @param node the node that holds it, or held it last; null when it was never granted
 * @param closure how the epoch was closed
 * @param lease D of this epoch, fixed when it was granted (S3)
 * @param fenceDelay F of this epoch
 * @param since when the phase began
 */
public record RoleRecord(
    Epoch epoch,
    Phase phase,
    @Nullable NodeId node,
    Closure closure,
    Duration lease,
    Duration fenceDelay,
    ClusterTime since) {

  /** A role that nobody has held yet. */
  public static RoleRecord neverGranted(ClusterTime now, Epoch last) {
    return new RoleRecord(
        last, Phase.VACANT, null, Closure.NEVER_GRANTED, Duration.ZERO, Duration.ZERO, now);
  }

  /** Whether the epoch is open: its holder may be serving. */
  public boolean open() {
    return phase != Phase.VACANT;
  }

  /** Whether this node holds the open epoch. */
  public boolean heldBy(NodeId candidate) {
    return open() && candidate.equals(node);
  }

  /** The node that holds the open epoch, or null. */
  public @Nullable NodeId holder() {
    return open() ? node : null;
  }

  RoleRecord closed(Closure how, ClusterTime now) {
    return new RoleRecord(epoch, Phase.VACANT, node, how, lease, fenceDelay, now);
  }

  RoleRecord in(Phase next, ClusterTime now) {
    return new RoleRecord(epoch, next, node, closure, lease, fenceDelay, now);
  }
}
