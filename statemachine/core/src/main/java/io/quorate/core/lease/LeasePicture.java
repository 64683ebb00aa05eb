package io.quorate.core.lease;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.PersistentMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a {@link LeaseGrantor} has counted, at one moment. Never changes. */
public final class LeasePicture {
  static final LeasePicture EMPTY = new LeasePicture(PersistentMap.empty(), PersistentMap.empty());

  private final PersistentMap<GroupId, OpenEpoch> open;
  private final PersistentMap<NodeId, ClockReading> arrivals;

  private LeasePicture(
      PersistentMap<GroupId, OpenEpoch> open, PersistentMap<NodeId, ClockReading> arrivals) {
    this.open = open;
    this.arrivals = arrivals;
  }

  /**
   * What is counted for one group.
   *
   * @param expiry after which it is surely over
   * @param closings proposals to close it that may still be applied
   * @param heardBeforeClosing when its holder was last heard from before the first of them
   */
  record OpenEpoch(
      Epoch epoch,
      NodeId holder,
      Duration expiry,
      ClockReading countedFrom,
      int closings,
      @Nullable ClockReading heardBeforeClosing) {

    static OpenEpoch counted(Epoch epoch, NodeId holder, Duration expiry, ClockReading from) {
      return new OpenEpoch(epoch, holder, expiry, from, 0, null);
    }

    OpenEpoch closings(int count, @Nullable ClockReading heard) {
      return new OpenEpoch(epoch, holder, expiry, countedFrom, count, heard);
    }
  }

  @Nullable OpenEpoch open(GroupId group) {
    return open.get(group);
  }

  @Nullable ClockReading arrival(NodeId node) {
    return arrivals.get(node);
  }

  LeasePicture with(GroupId group, OpenEpoch counted) {
    return new LeasePicture(open.with(group, counted), arrivals);
  }

  LeasePicture without(GroupId group) {
    return new LeasePicture(open.without(group), arrivals);
  }

  LeasePicture arrived(NodeId node, ClockReading now) {
    return new LeasePicture(open, arrivals.with(node, now));
  }

  /**
   * Whether the lease of the open epoch is surely over (G4). False when no such epoch is counted.
   */
  public boolean surelyOver(GroupId group, Epoch epoch, ClockReading now) {
    OpenEpoch counted = open.get(group);
    return counted != null
        && counted.epoch().equals(epoch)
        && elapsed(counted, now).compareTo(counted.expiry()) > 0;
  }

  /**
   * How long until the lease is surely over if nothing is heard any more; null when no epoch is
   * counted.
   */
  public @Nullable Duration remaining(GroupId group, ClockReading now) {
    OpenEpoch counted = open.get(group);
    if (counted == null) {
      return null;
    }
    Duration left = counted.expiry().minus(elapsed(counted, now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration elapsed(OpenEpoch counted, ClockReading now) {
    Duration sinceStart = now.leastSince(counted.countedFrom());
    ClockReading heard =
        counted.closings() == 0 ? arrivals.get(counted.holder()) : counted.heardBeforeClosing();
    if (heard == null) {
      return sinceStart;
    }
    Duration sinceHeard = now.leastSince(heard);
    return sinceHeard.compareTo(sinceStart) < 0 ? sinceHeard : sinceStart;
  }
}
