package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Term;
import io.quorate.core.lease.LeaseGrantor;
import java.util.Map;
import java.util.TreeMap;

/** A grantor that notes that an epoch is being closed, and not how often (against G1). */
final class FlaggingGrantor extends LeaseGrantor {
  private final Map<GroupId, Epoch> closing = new TreeMap<>();

  FlaggingGrantor(Term term) {
    super(term);
  }

  @Override
  public void closing(GroupId group, Epoch epoch) {
    if (!epoch.equals(closing.put(group, epoch))) {
      super.closing(group, epoch);
    }
  }

  @Override
  public void notClosed(GroupId group, Epoch epoch) {
    if (closing.remove(group, epoch)) {
      super.notClosed(group, epoch);
    }
  }
}
