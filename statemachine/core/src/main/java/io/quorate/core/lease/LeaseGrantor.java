package io.quorate.core.lease;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.declaration.Timing;
import io.quorate.core.lease.LeasePicture.OpenEpoch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The leader's side of all leases during one term: until when each open epoch may be alive (rules
 * G1 to G4).
 *
 * <p>A heartbeat carries a node's whole picture, so one arrival is counted for everything that the
 * node holds, however many groups that is. Not safe for use by several threads; its owner takes
 * turns. Open for the simulator alone, which breaks its rules one by one.
 */
public class LeaseGrantor {
  private final Term term;
  private LeasePicture present = LeasePicture.EMPTY;

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
    OpenEpoch known = present.open(group);
    if (known != null && known.epoch().compareTo(epoch) >= 0) {
      return;
    }
    Duration expiry = Timing.expiry(terms.lease(), terms.fenceDelay());
    present = present.with(group, OpenEpoch.counted(epoch, holder, expiry, now));
  }

  /** The registry has closed the group's epoch, or the group is gone. */
  public void closed(GroupId group) {
    present = present.without(group);
  }

  /**
   * This leader is about to propose to close the epoch: it is not extended by it from now on (G1),
   * so what arrives from now on does not keep the lease alive either. An epoch whose closing comes
   * to nothing then runs out, and is not stuck between a holder that is heard from and a leader
   * that may not extend it.
   */
  public void closing(GroupId group, Epoch epoch) {
    OpenEpoch counted = present.open(group);
    if (counted == null || !counted.epoch().equals(epoch)) {
      return;
    }
    ClockReading heard =
        counted.closings() == 0 ? present.arrival(counted.holder()) : counted.heardBeforeClosing();
    present = present.with(group, counted.closings(counted.closings() + 1, heard));
  }

  /**
   * The registry has applied and refused a proposal that was announced by {@link #closing}: it can
   * close nothing any more. Never called for a proposal whose outcome is unknown.
   */
  public void notClosed(GroupId group, Epoch epoch) {
    OpenEpoch counted = present.open(group);
    if (counted != null && counted.epoch().equals(epoch) && counted.closings() > 0) {
      present =
          present.with(
              group, counted.closings(counted.closings() - 1, counted.heardBeforeClosing()));
    }
  }

  /** A heartbeat of the node arrived; noted before it is answered (G2). */
  public void arrived(NodeId node, ClockReading now) {
    present = present.arrived(node, now);
  }

  /**
   * Whether a heartbeat of the node may be answered with an extension of the epoch, as far as this
   * side goes (G1). The caller has the majority's attestation of {@link #term} from after the
   * arrival.
   */
  public boolean mayExtend(GroupId group, Epoch epoch, NodeId node) {
    OpenEpoch counted = present.open(group);
    return counted != null
        && counted.closings() == 0
        && counted.epoch().equals(epoch)
        && counted.holder().equals(node);
  }

  /**
   * Whether the lease of the open epoch is surely over (G4). False when no such epoch is counted.
   */
  public boolean surelyOver(GroupId group, Epoch epoch, ClockReading now) {
    return present.surelyOver(group, epoch, now);
  }

  /**
   * How long until the lease is surely over if nothing is heard any more; null when no epoch is
   * counted.
   */
  public @Nullable Duration remaining(GroupId group, ClockReading now) {
    return present.remaining(group, now);
  }

  /** What is counted at this moment, for whoever looks at it later. */
  public LeasePicture picture() {
    return present;
  }
}
