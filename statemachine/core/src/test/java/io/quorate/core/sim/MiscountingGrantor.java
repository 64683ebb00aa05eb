package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseTerms;
import java.util.function.UnaryOperator;

/** A grantor that counts with other times than those of the grant (against G2 and G4). */
final class MiscountingGrantor extends LeaseGrantor {
  private final UnaryOperator<LeaseTerms> counted;

  MiscountingGrantor(Term term, UnaryOperator<LeaseTerms> counted) {
    super(term);
    this.counted = counted;
  }

  @Override
  public void count(GroupId group, Epoch epoch, NodeId holder, LeaseTerms terms, ClockReading now) {
    super.count(group, epoch, holder, counted.apply(terms), now);
  }
}
