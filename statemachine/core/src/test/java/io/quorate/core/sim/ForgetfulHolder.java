package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.lease.LeaseHolder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A holder that reports what it has released, and serves it again all the same (against H5). */
final class ForgetfulHolder extends LeaseHolder {
  private final Map<GroupId, Epoch> released = new TreeMap<>();
  private final LeaseHolder leases = new LeaseHolder();

  @Override
  public void acknowledged(GroupId group, Epoch epoch, ClockReading sentAt, Duration duration) {
    leases.acknowledged(group, epoch, sentAt, duration);
  }

  @Override
  public Duration remaining(GroupId group, Epoch epoch, ClockReading now) {
    return leases.remaining(group, epoch, now);
  }

  @Override
  public @Nullable ClockReading deadline(GroupId group, Epoch epoch) {
    return leases.deadline(group, epoch);
  }

  @Override
  public void release(GroupId group, Epoch epoch) {
    released.put(group, epoch);
  }

  @Override
  public Epoch released(GroupId group) {
    return released.getOrDefault(group, Epoch.NONE);
  }
}
