package io.quorate.core.leader;

import io.quorate.core.Term;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.Situation;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.Command;
import java.util.List;
import java.util.function.Function;

/**
 * The two rules that a leader follows and that stand elsewhere. They are named here so that the
 * simulator can take one away and must find what goes wrong.
 *
 * @param grantor counts the leases of a term (G2 to G4)
 * @param planner what to propose for one group
 */
public record LeaderRules(
    Function<Term, LeaseGrantor> grantor, Function<Situation, List<Command>> planner) {

  /** The protocol. */
  public static final LeaderRules PROTOCOL =
      new LeaderRules(LeaseGrantor::new, FailoverPlanner::plan);
}
