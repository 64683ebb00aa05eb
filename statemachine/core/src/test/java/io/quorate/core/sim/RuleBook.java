package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.Term;
import io.quorate.core.agent.AgentRules;
import io.quorate.core.failover.FailoverPlanner;
import io.quorate.core.failover.Situation;
import io.quorate.core.leader.LeaderOutput;
import io.quorate.core.leader.LeaderRules;
import io.quorate.core.leader.Voters;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.GroupLookup;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingRules;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.StoreView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places where the rules of the protocol can be taken away, each a method, as written. A
 * mutation overrides one of them; the simulator must then find what goes wrong. The leader and the
 * agent themselves are those that ship: what they are fed, what they are made with and what becomes
 * of their outputs is changed, not they.
 */
class RuleBook {

  /** What the leader follows. */
  final LeaderRules leader() {
    return new LeaderRules(
        this::grantor, situation -> plan(situation, FailoverPlanner.plan(situation)));
  }

  /** What the agent follows. */
  final AgentRules agent() {
    return new AgentRules(this::leases, this::step);
  }

  /** G1 to G4: who counts the leases of a term. */
  LeaseGrantor grantor(Term term) {
    return new LeaseGrantor(term);
  }

  /** H1, H5: who counts the leases of a run of a node. */
  LeaseHolder leases() {
    return new LeaseHolder();
  }

  /** H2, H4: what a node does next. */
  ServingStep step(ServingState before, ServingInputs inputs) {
    return ServingRules.next(before, inputs);
  }

  /** What the planner says. */
  List<Command> plan(Situation situation, List<Command> plan) {
    return plan;
  }

  /** G1: whose attestations are waited for. */
  Voters attesting(Voters voters, Voter leader) {
    return voters;
  }

  /**
   * G1: which proposals are said to be surely refused, when some of those asked for at once are.
   */
  List<LeaderOutput.Propose> toldRefused(
      List<LeaderOutput.Propose> refused, List<LeaderOutput.Propose> askedForAtOnce) {
    return refused;
  }

  /** G1, G3: whether a leader waits until the first entry of its term is applied. */
  boolean waitsForOwnEntry() {
    return true;
  }

  /** H1: from when the holder counts. */
  ClockReading leaseStart(ClockReading sentAt, ClockReading arrivedAt) {
    return sentAt;
  }

  /** H1: in which place of the order an answer is taken. */
  HeartbeatAnswer ordered(HeartbeatAnswer answer, HeartbeatId newest) {
    return answer;
  }

  /** H2: the deadline that the guard is given. */
  @Nullable ClockReading guardDeadline(@Nullable ClockReading deadline) {
    return deadline;
  }

  /** H3: how a node reads its clocks. */
  ClockReading reading(ClockReading now) {
    return now;
  }

  /** S1: whether an operator who vouches for a death has seen to it. */
  boolean fencesBeforeForcing() {
    return true;
  }

  /** Share of F that a guard may need; 1 is as promised. */
  double guardSlowness() {
    return 1.0;
  }

  /** How far apart the rates of clocks may be, as a share; a little less than r is as promised. */
  double drift() {
    return 0.0099;
  }

  /** G5: what the registry makes of the requests of an entry. */
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests;
  }

  /** S2: which nodes the cluster is said to have. */
  List<NodeRecord> nodes(List<NodeRecord> nodes) {
    return nodes;
  }

  /** S3: what the holder is told. */
  HeartbeatAnswer told(HeartbeatAnswer answer, GroupLookup registry) {
    return answer;
  }

  /** S4: whether a voter whose disk is not its own refuses to start. */
  boolean refusesLesserDisk() {
    return true;
  }

  /** I4: requests that are sent again. */
  List<Request> repeated(List<Request> requests) {
    return requests;
  }

  /** I4: what a replica keeps instead of its log. */
  InMemoryStore snapshot(InMemoryStore store) {
    return store.copy();
  }

  /** The time of the cluster, as a leader reckons it. */
  ClusterClock time(ClusterClock clock) {
    return clock;
  }

  /**
   * Whether programs of the groups may write meanwhile: not while a rule of roles is taken away,
   * which is found without them, and by the same seed however much they do.
   */
  boolean programsWrite() {
    return false;
  }

  /** What is checked. */
  List<Invariant> invariants() {
    return Invariants.all();
  }
}
