package io.quorate.core.failover;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to propose next for one group: a list of commands with no choice left in it, often empty.
 * The same situation gives the same plan, so planning again after a lost proposal does no harm:
 * each command names the epoch it assumes.
 */
public final class FailoverPlanner {
  /**
   * How long a group that nobody has ever held is kept for a better member than may be granted it
   * now, counted from its declaration or from the begin of the leader's term.
   */
  static final Duration FIRST_CHOICE_PATIENCE = Duration.ofSeconds(5);

  /** Limit of a planned change that nobody gave one, on top of what its resources may take. */
  static final Duration OPERATION_SLACK = Duration.ofSeconds(30);

  /** How a node looks that has started everything once, whatever has died since. */
  private static final Set<MemberState> STARTED =
      Collections.unmodifiableSet(
          EnumSet.of(MemberState.ACTIVE, MemberState.DEGRADED, MemberState.INTERRUPTED));

  private final Situation situation;
  private final GroupRecord group;
  private final GroupId name;
  private final Epoch epoch;

  private FailoverPlanner(Situation situation) {
    this.situation = situation;
    this.group = situation.group();
    this.name = group.spec().name();
    this.epoch = group.role().epoch();
  }

  /** The commands to propose now, in order. */
  public static List<Command> plan(Situation situation) {
    FailoverPlanner planner = new FailoverPlanner(situation);
    List<Command> plan = new ArrayList<>(planner.members());
    (planner.group.role().open() ? planner.held() : planner.vacant()).ifPresent(plan::add);
    return plan;
  }

  /** How long a planned change of the group may take until its release. */
  public static Duration operationLimit(GroupRecord group) {
    return GroupSpecRules.startBound(group.spec()).plus(OPERATION_SLACK);
  }

  private List<Command> members() {
    List<Command> changes = new ArrayList<>();
    situation
        .members()
        .forEach(
            (node, view) -> {
              MemberRecord known = group.members().get(node);
              if (known != null) {
                recorded(node, view, known).ifPresent(changes::add);
              }
            });
    return changes;
  }

  private Optional<Command> recorded(NodeId node, MemberView view, MemberRecord known) {
    MemberReport report = view.report();
    MemberState state;
    String cause;
    switch (view.presence()) {
      case UNKNOWN -> {
        return Optional.empty();
      }
      case OFFLINE -> {
        state = MemberState.OFFLINE;
        cause = "not heard from";
      }
      default -> {
        if (report == null) {
          return Optional.empty();
        }
        state = stateOf(node, report);
        cause = report.cause();
      }
    }
    if (state == MemberState.STANDBY && known.leftAlone(situation.now())) {
      state = MemberState.FAILED;
      cause = known.failed().cause();
    }
    if (state == known.state() && (cause.equals(known.cause()) || cause.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new Command.RecordMember(name, node, state, cause));
  }

  /** What a holder says while it does not serve its epoch is said of a standby. */
  private MemberState stateOf(NodeId node, MemberReport report) {
    boolean elsewhere = group.role().heldBy(node) && !report.epoch().equals(epoch);
    return elsewhere && report.state() == MemberState.DEGRADED
        ? MemberState.STANDBY
        : report.state();
  }

  private Optional<Command> held() {
    NodeId holder = group.role().holder();
    if (holder == null) {
      return Optional.empty();
    }
    MemberReport report = situation.holderReport();
    if (report != null && report.released().compareTo(epoch) >= 0) {
      return Optional.of(release(holder, report));
    }
    if (situation.lease() == Situation.LeaseState.SURELY_OVER) {
      return Optional.of(
          new Command.ExpireRole(name, epoch, holder + " was not heard from, its lease is over"));
    }
    return switch (group.role().phase()) {
      case PROMOTING -> promoting(holder, report);
      case ACTIVE -> active(holder, report);
      case QUIESCING -> quiescing(report);
      case DEMOTING -> demoting();
      case VACANT -> Optional.empty();
    };
  }

  private Command release(NodeId holder, MemberReport report) {
    boolean failed = report.failed().equals(epoch);
    Command.ReleaseRole.Outcome outcome =
        failed ? Command.ReleaseRole.Outcome.PROMOTION_FAILED : Command.ReleaseRole.Outcome.STOPPED;
    return new Command.ReleaseRole(name, epoch, holder, outcome, report.cause());
  }

  private Optional<Command> promoting(NodeId holder, @Nullable MemberReport report) {
    boolean serves = serves(report);
    return serves
        ? Optional.of(new Command.ConfirmPromotion(name, epoch, holder))
        : Optional.empty();
  }

  private boolean serves(@Nullable MemberReport report) {
    return report != null && report.epoch().equals(epoch) && STARTED.contains(report.state());
  }

  private Optional<Command> active(NodeId holder, @Nullable MemberReport report) {
    if (group.paused() || group.operation() != null) {
      return Optional.empty();
    }
    MemberView view = situation.holder();
    if (report != null
        && report.epoch().equals(epoch)
        && report.fitness() == MemberReport.Fitness.UNFIT) {
      return to(Succession.bestExceptHolder(situation), Operation.Kind.RELOCATION, report.cause());
    }
    if (view != null && view.presence() == MemberView.Presence.LEAVING) {
      return to(
          Succession.bestExceptHolder(situation), Operation.Kind.HANDOVER, holder + " is stopping");
    }
    return failback(holder);
  }

  private Optional<Command> failback(NodeId holder) {
    NodeId preferred = group.spec().failover().preferredNode();
    if (preferred == null || preferred.equals(holder) || !Eligibility.holds(situation, preferred)) {
      return Optional.empty();
    }
    Duration delay = group.spec().failover().failbackDelay();
    MemberView view = situation.members().get(preferred);
    if (view == null || view.wellFor().compareTo(delay) < 0) {
      return Optional.empty();
    }
    // A return that came to nothing is not tried again at once.
    if (!situation.now().reached(group.role().since().plus(delay))) {
      return Optional.empty();
    }
    String cause =
        "the preferred node "
            + preferred
            + " has been well for "
            + view.wellFor().toSeconds()
            + " s";
    return to(Optional.of(preferred), Operation.Kind.FAILBACK, cause);
  }

  private Optional<Command> to(Optional<NodeId> target, Operation.Kind kind, String cause) {
    return target.map(
        node ->
            new Command.StartOperation(
                name, epoch, kind, node, situation.now().plus(operationLimit(group)), cause));
  }

  private Optional<Command> quiescing(@Nullable MemberReport report) {
    Operation operation = group.operation();
    if (operation == null) {
      return Optional.empty();
    }
    Optional<Command> undo = undone(operation);
    if (undo.isPresent()) {
      return undo;
    }
    NodeId target = operation.to();
    if (target != null && situation.tooNewFor(target)) {
      return Optional.empty();
    }
    if (report == null || !report.epoch().equals(epoch)) {
      return Optional.empty();
    }
    return switch (report.quiescing()) {
      case NO -> Optional.empty();
      case DONE -> Optional.of(new Command.AdvanceOperation(name, epoch));
      // A node that is stopping stops, whether or not its clients were turned away.
      case FAILED ->
          Optional.of(
              operation.kind() == Operation.Kind.HANDOVER
                  ? new Command.AdvanceOperation(name, epoch)
                  : new Command.CancelOperation(name, epoch, report.cause()));
    };
  }

  private Optional<Command> demoting() {
    Operation operation = group.operation();
    return operation == null || group.retiring() ? Optional.empty() : undone(operation);
  }

  /**
   * Before the release a change whose target cannot take the role any more, or which takes too
   * long, is undone.
   */
  private Optional<Command> undone(Operation operation) {
    if (situation.now().reached(operation.deadline())) {
      return Optional.of(
          new Command.CancelOperation(name, epoch, "not released before its deadline"));
    }
    NodeId target = operation.to();
    // A change that was under way before this leader was goes on once it hears from the target.
    if (target == null
        || situation.tooNewFor(target)
        || Eligibility.holds(situation, target)
        || byName(operation, target)) {
      return Optional.empty();
    }
    String why = Eligibility.against(situation, target).get(0).message();
    return Optional.of(new Command.CancelOperation(name, epoch, why));
  }

  /** An operator who names a node on which a promotion failed lately means it. */
  private boolean byName(Operation operation, NodeId target) {
    return operation.kind() == Operation.Kind.SWITCHOVER
        && Eligibility.against(situation, target).stream()
            .allMatch(reason -> reason.reason() == Reason.NODE_FAILED);
  }

  private Optional<Command> vacant() {
    Operation operation = group.operation();
    if (operation != null) {
      return planned(operation);
    }
    if (group.paused() || delayed()) {
      return Optional.empty();
    }
    return Succession.heirByItself(situation)
        .filter(node -> !keptForABetterOne(node))
        .map(node -> grant(node, Vacancy.cause(group, node)));
  }

  private Optional<Command> planned(Operation operation) {
    NodeId target = operation.step() == Operation.Step.REVERT ? operation.from() : operation.to();
    String cause = operation.kind() + " by " + operation.actor();
    if (target != null && (Eligibility.holds(situation, target) || byName(operation, target))) {
      return Optional.of(grant(target, cause));
    }
    if (target != null && situation.tooNewFor(target)) {
      return Optional.empty();
    }
    return Succession.heir(situation)
        .map(node -> grant(node, node.equals(target) ? cause : cause + "; " + target + " cannot"));
  }

  private boolean delayed() {
    return group.role().closure() == Closure.EXPIRED
        && !situation.now().reached(group.role().since().plus(group.spec().failover().delay()));
  }

  /**
   * Members are declared best first, and which of them reports first is chance: a new group waits a
   * moment for the best of them.
   */
  private boolean keptForABetterOne(NodeId heir) {
    if (group.role().closure() != Closure.NEVER_GRANTED
        || firstChoiceWaited().compareTo(FIRST_CHOICE_PATIENCE) >= 0) {
      return false;
    }
    List<NodeId> order = Succession.order(group);
    return order.subList(0, order.indexOf(heir)).stream()
        .anyMatch(better -> Eligibility.maySoonHold(situation, better));
  }

  private Duration firstChoiceWaited() {
    Duration declared = situation.now().since(group.role().since());
    Duration leads = situation.leaderFor();
    return declared.compareTo(leads) < 0 ? declared : leads;
  }

  private Command grant(NodeId node, String cause) {
    return new Command.GrantRole(name, epoch, node, cause);
  }
}
