package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.Term;
import io.quorate.core.failover.Situation;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.StoreView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places where the shells around the core obey the protocol, each a method, as written. A
 * mutation overrides one of them; the simulator must then find what goes wrong.
 */
class RuleBook {

  /** G1: whether an extension waits until a majority has attested the leader's term. */
  boolean needsAttestation() {
    return true;
  }

  /** G1: whether a leader that is about to close an epoch never extends it again. */
  boolean marksClosing() {
    return true;
  }

  /** G1, G3: whether a leader waits until the first entry of its term is applied. */
  boolean waitsForOwnEntry() {
    return true;
  }

  /** G2: with which terms the grantor counts. */
  LeaseTerms counted(LeaseTerms granted) {
    return granted;
  }

  /** G3: from when a new leader counts what was held before it. */
  ClockReading startOfTerm(ClockReading now, LeaseTerms terms) {
    return now;
  }

  /** H1: from when the holder counts. */
  ClockReading leaseStart(ClockReading sentAt, ClockReading arrivedAt) {
    return sentAt;
  }

  /** H2: the deadline that the guard is given. */
  @Nullable ClockReading guardDeadline(@Nullable ClockReading deadline) {
    return deadline;
  }

  /** H3: how a node reads its clocks. */
  ClockReading reading(ClockReading now) {
    return now;
  }

  /** H5: whether a holder remembers what it has released. */
  boolean remembersReleases() {
    return true;
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

  /** G4: whether the lease of an epoch is over, as the grantor says. */
  boolean surelyOver(boolean counted, Duration silent, LeaseTerms terms) {
    return counted;
  }

  /** G5: what the registry makes of the requests of an entry. */
  List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
    return requests;
  }

  /** H5: what of a heartbeat a leader believes. */
  Heartbeat believed(Heartbeat beat, Term leading) {
    return beat.term().equals(leading) ? beat : beat.withoutReleases();
  }

  /** S2: which nodes the cluster is said to have. */
  List<NodeRecord> nodes(List<NodeRecord> nodes) {
    return nodes;
  }

  /** S3: the duration of the lease that the holder is told. */
  Duration leaseTold(GroupRecord group) {
    return group.role().lease();
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

  /** What the serving rules say. */
  ServingStep step(ServingState before, ServingInputs inputs, ServingStep next) {
    return next;
  }

  /** What the serving rules are told of the guard. */
  GuardState guard(ServingState state, GuardState guard) {
    return guard;
  }

  /** What the planner says. */
  List<Command> plan(Situation situation, List<Command> plan) {
    return plan;
  }

  /** The time of the cluster, as a leader reckons it. */
  ClusterTime time(ClusterClock clock, ClockReading now) {
    return clock.at(now);
  }

  /** What is checked. */
  List<Invariant> invariants() {
    return Invariants.all();
  }
}
