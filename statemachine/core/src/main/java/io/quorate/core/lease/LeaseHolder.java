package io.quorate.core.lease;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The node's side of all its leases: until when it may serve each group (rules H1, H2, H5).
 *
 * <p>Starts empty, so a node that restarts may serve nothing until a heartbeat of its own was
 * acknowledged (H4). Not safe for use by several threads; its owner takes turns. Open for the
 * simulator alone, which breaks its rules one by one.
 */
public class LeaseHolder {
  private final Map<GroupId, Lease> leases = new HashMap<>();
  private final Map<GroupId, Epoch> released = new HashMap<>();

  private record Lease(Epoch epoch, ClockReading sentAt, Duration duration) {}

  /**
   * A heartbeat that was sent at {@code sentAt} was acknowledged for the epoch (H1). An answer that
   * came late, names an older epoch or one that was released changes nothing.
   *
   * @param sentAt read before the term was read and the heartbeat left
   * @param duration D as the answer says
   */
  public void acknowledged(GroupId group, Epoch epoch, ClockReading sentAt, Duration duration) {
    if (epoch.compareTo(released(group)) <= 0) {
      return;
    }
    Lease known = leases.get(group);
    if (known != null && known.epoch.compareTo(epoch) > 0) {
      return;
    }
    if (known != null
        && known.epoch.equals(epoch)
        && sentAt.monotonicNanos() <= known.sentAt.monotonicNanos()) {
      return;
    }
    leases.put(group, new Lease(epoch, sentAt, duration));
  }

  /** How much of the lease for the epoch is left; zero when there is none (H2, H3). */
  public Duration remaining(GroupId group, Epoch epoch, ClockReading now) {
    Lease lease = leases.get(group);
    if (lease == null || !lease.epoch.equals(epoch)) {
      return Duration.ZERO;
    }
    Duration left = lease.duration.minus(now.mostSince(lease.sentAt));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * What each clock shows when the lease for the epoch ends, for the guard; null when there is
   * none.
   */
  public @Nullable ClockReading deadline(GroupId group, Epoch epoch) {
    Lease lease = leases.get(group);
    if (lease == null || !lease.epoch.equals(epoch)) {
      return null;
    }
    return lease.sentAt.plus(lease.duration);
  }

  /** The node has verified that it serves nothing of the epoch and never will again (H5). */
  public void release(GroupId group, Epoch epoch) {
    if (epoch.compareTo(released(group)) > 0) {
      released.put(group, epoch);
    }
    Lease lease = leases.get(group);
    if (lease != null && lease.epoch.compareTo(epoch) <= 0) {
      leases.remove(group);
    }
  }

  /** The highest epoch that was released here; NONE when none was. */
  public Epoch released(GroupId group) {
    return released.getOrDefault(group, Epoch.NONE);
  }
}
