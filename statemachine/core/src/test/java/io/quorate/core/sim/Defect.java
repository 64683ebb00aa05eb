package io.quorate.core.sim;

import io.quorate.core.ClusterClock;
import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Term;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.Situation;
import io.quorate.core.failover.Succession;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.Operation;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import java.util.List;

/** Defects that were there once and are mended, put back as far as a switch can do it. */
enum Defect implements Planted {
  /** Under a leader whose wall clock is behind, the time of the cluster stood still. */
  CLUSTER_TIME_STANDS_STILL(
      42,
      new RuleBook() {
        @Override
        ClusterClock time(ClusterClock clock) {
          return new ClusterClock(new ClusterTime(0), clock.began());
        }
      }),

  /** The planner chose the best member first, and then saw that it was not its to choose. */
  MANUAL_GROUP_IS_NEVER_GIVEN_BACK(
      5,
      new RuleBook() {
        @Override
        List<Command> plan(Situation situation, List<Command> plan) {
          NodeId best = Succession.bestExceptHolder(situation).orElse(null);
          boolean given =
              situation.group().operation() != null
                  || best == null
                  || !situation.group().leftToPeople(best);
          return given ? plan : without(plan);
        }
      }),

  /** A switchover to a node on which a promotion had failed was begun, and then refused. */
  SWITCHOVER_BY_NAME_IS_REFUSED(
      679,
      new RuleBook() {
        @Override
        List<Command> plan(Situation situation, List<Command> plan) {
          Operation operation = situation.group().operation();
          NodeId to = operation == null ? null : operation.to();
          boolean promotes = operation != null && operation.step() == Operation.Step.PROMOTE;
          MemberRecord target = to == null ? null : situation.group().members().get(to);
          boolean waits = target != null && target.leftAlone(situation.now());
          return promotes && waits ? without(plan) : plan;
        }
      }),

  /** A node on which services had died too often was not granted, not even if nobody else was. */
  WORN_NODE_IS_LEFT_OUT(
      32,
      new RuleBook() {
        @Override
        List<Command> plan(Situation situation, List<Command> plan) {
          return plan.stream().filter(command -> !toWorn(situation, command)).toList();
        }

        private boolean toWorn(Situation situation, Command command) {
          return command instanceof Command.GrantRole grant
              && Eligibility.against(situation, grant.to()).stream()
                  .anyMatch(reason -> reason.reason() == Reason.SERVICES_DIED);
        }
      }),

  /** A holder was heard from for ever whose lease was not extended any more. */
  CLOSING_THAT_COMES_TO_NOTHING(
      17,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new WaitingForSilence(term);
        }
      }),

  /** A holder that was restarted never gave back what it did not serve. */
  RESTARTED_HOLDER_KEEPS_THE_ROLE(
      10,
      new RuleBook() {
        @Override
        ServingStep step(ServingState before, ServingInputs inputs) {
          ServingStep next = super.step(before, inputs);
          boolean released = next.effects().stream().anyMatch(Effect.Release.class::isInstance);
          return before.stage() == Stage.IDLE && released
              ? new ServingStep(before, List.of())
              : next;
        }
      }),

  /** A guard that was found with half of its resources counted as serving. */
  HALF_STARTED_COUNTS_AS_SERVING(
      811,
      new RuleBook() {
        @Override
        ServingStep step(ServingState before, ServingInputs inputs) {
          ServingStep next = super.step(before, inputs);
          ServingState state = next.state();
          boolean halves = before.stage() == Stage.ADOPTED && state.stage() == Stage.PROMOTING;
          return halves
              ? new ServingStep(
                  new ServingState(Stage.SERVING, state.epoch(), 0, state.failed(), state.cause()),
                  next.effects())
              : next;
        }
      }),

  /** A service was started again although its guard had vanished. */
  RESTARTS_WITHOUT_A_GUARD(
      2,
      new RuleBook() {
        @Override
        ServingStep step(ServingState before, ServingInputs inputs) {
          return super.step(
              before,
              before.stage() == Stage.SERVING
                  ? new ServingInputs(
                      inputs.resources(),
                      inputs.parts(),
                      inputs.directive(),
                      inputs.leaseLeft(),
                      inputs.stopBudget(),
                      GuardState.ALIVE,
                      "",
                      inputs.restart())
                  : inputs);
        }
      });

  private final long foundBySeed;
  private final RuleBook rules;

  Defect(long foundBySeed, RuleBook rules) {
    this.foundBySeed = foundBySeed;
    this.rules = rules;
  }

  private static List<Command> without(List<Command> plan) {
    return plan.stream().filter(command -> !(command instanceof Command.GrantRole)).toList();
  }

  @Override
  public long foundBySeed() {
    return foundBySeed;
  }

  @Override
  public RuleBook rules() {
    return rules;
  }
}
