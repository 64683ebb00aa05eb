package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A grantor that takes no lease to be over while its holder is heard from, also where it does not
 * extend it any more.
 */
final class WaitingForSilence extends LeaseGrantor {
  private final Map<NodeId, ClockReading> arrivals = new TreeMap<>();
  private final Map<GroupId, NodeId> holders = new TreeMap<>();
  private final Map<GroupId, Duration> leases = new TreeMap<>();

  WaitingForSilence(Term term) {
    super(term);
  }

  @Override
  public void count(GroupId group, Epoch epoch, NodeId holder, LeaseTerms terms, ClockReading now) {
    holders.put(group, holder);
    leases.put(group, terms.lease());
    super.count(group, epoch, holder, terms, now);
  }

  @Override
  public void arrived(NodeId node, ClockReading now) {
    arrivals.put(node, now);
    super.arrived(node, now);
  }

  @Override
  public boolean surelyOver(GroupId group, Epoch epoch, ClockReading now) {
    NodeId holder = holders.get(group);
    ClockReading heard = holder == null ? null : arrivals.get(holder);
    Duration lease = leases.getOrDefault(group, Duration.ZERO);
    boolean silent = heard == null || now.leastSince(heard).compareTo(lease) > 0;
    return silent && super.surelyOver(group, epoch, now);
  }
}
