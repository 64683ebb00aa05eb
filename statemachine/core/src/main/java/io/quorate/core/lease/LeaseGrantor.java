package io.quorate.core.lease;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.Timing;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The leader's side of all leases during one term: until when each open epoch may be alive (rules
 * G1 to G4).
 *
 * <p>A heartbeat carries a node's whole picture, so one arrival is counted for everything that the
 * node holds: O(1) a heartbeat, however many groups. Not safe for use by several threads; its owner
 * takes turns. Open for the simulator alone, which breaks its rules one by one.
 */
public class LeaseGrantor {
  private final Term term;
  private final Map<GroupId, OpenEpoch> open = new TreeMap<>();
  private final Map<NodeId, ClockReading> arrivals = new TreeMap<>();

  /** What is counted for one group. */
  private static final class OpenEpoch {
    final Epoch epoch;
    final NodeId holder;
    final Duration expiry;
    final ClockReading countedFrom;
    int closings;
    @Nullable ClockReading heardBeforeClosing;

    OpenEpoch(Epoch epoch, NodeId holder, Duration expiry, ClockReading countedFrom) {
      this.epoch = epoch;
      this.holder = holder;
      this.expiry = expiry;
      this.countedFrom = countedFrom;
    }
  }

  /** Starts with no open epoch; the owner counts those of the registry from now on (G3). */
  public LeaseGrantor(Term term) {
    this.term = term;
  }

  /** The Raft term in which this grantor may answer. */
  public Term term() {
    return term;
  }

  /**
   * Counts an open epoch from {@code now}: at the start of the term, after its first entry was
   * applied (G3), and when a grant was applied. An epoch that is counted already stays as it is.
   */
  public void count(GroupId group, Epoch epoch, NodeId holder, LeaseTerms terms, ClockReading now) {
    OpenEpoch known = open.get(group);
    if (known != null && known.epoch.compareTo(epoch) >= 0) {
      return;
    }
    Duration expiry = Timing.expiry(terms.lease(), terms.fenceDelay());
    open.put(group, new OpenEpoch(epoch, holder, expiry, now));
  }

  /** The registry has closed the group's epoch, or the group is gone. */
  public void closed(GroupId group) {
    open.remove(group);
  }

  /**
   * This leader is about to propose to close the epoch: it is not extended by it from now on (G1),
   * so what arrives from now on does not keep the lease alive either. An epoch whose closing comes
   * to nothing then runs out, and is not stuck between a holder that is heard from and a leader
   * that may not extend it.
   */
  public void closing(GroupId group, Epoch epoch) {
    OpenEpoch counted = open.get(group);
    if (counted == null || !counted.epoch.equals(epoch)) {
      return;
    }
    if (counted.closings == 0) {
      counted.heardBeforeClosing = arrivals.get(counted.holder);
    }
    counted.closings++;
  }

  /**
   * The registry has applied and refused a proposal that was announced by {@link #closing}: it can
   * close nothing any more. Never called for a proposal whose outcome is unknown.
   */
  public void notClosed(GroupId group, Epoch epoch) {
    OpenEpoch counted = open.get(group);
    if (counted != null && counted.epoch.equals(epoch) && counted.closings > 0) {
      counted.closings--;
    }
  }

  /** A heartbeat of the node arrived; noted before it is answered (G2). */
  public void arrived(NodeId node, ClockReading now) {
    arrivals.put(node, now);
  }

  /**
   * Whether a heartbeat of the node may be answered with an extension of the epoch, as far as this
   * side goes (G1). The caller has the majority's attestation of {@link #term} from after the
   * arrival.
   */
  public boolean mayExtend(GroupId group, Epoch epoch, NodeId node) {
    OpenEpoch counted = open.get(group);
    return counted != null
        && counted.closings == 0
        && counted.epoch.equals(epoch)
        && counted.holder.equals(node);
  }

  /**
   * Whether the lease of the open epoch is surely over (G4). False when no such epoch is counted.
   */
  public boolean surelyOver(GroupId group, Epoch epoch, ClockReading now) {
    OpenEpoch counted = open.get(group);
    return counted != null
        && counted.epoch.equals(epoch)
        && elapsed(counted, now).compareTo(counted.expiry) > 0;
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
    Duration left = counted.expiry.minus(elapsed(counted, now));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Duration elapsed(OpenEpoch counted, ClockReading now) {
    Duration sinceStart = now.leastSince(counted.countedFrom);
    ClockReading heard =
        counted.closings == 0 ? arrivals.get(counted.holder) : counted.heardBeforeClosing;
    if (heard == null) {
      return sinceStart;
    }
    Duration sinceHeard = now.leastSince(heard);
    return sinceHeard.compareTo(sinceStart) < 0 ? sinceHeard : sinceStart;
  }
}
