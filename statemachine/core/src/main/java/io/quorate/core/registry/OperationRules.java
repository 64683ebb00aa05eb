package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Planned changes: when they may begin, and what follows from a release or a loss on the way. */
final class OperationRules {
  private final ClusterTime now;

  OperationRules(ClusterTime now) {
    this.now = now;
  }

  void start(GroupRecord group, Command.StartOperation command, List<Refusal> refusals) {
    if (!group.role().open()) {
      refusals.add(Rules.vacant(group));
    } else if (group.role().heldBy(command.to())) {
      refusals.add(
          Refusal.of(
              Reason.ALREADY_ACTIVE,
              command.to() + " holds " + group.spec().name() + " already",
              "nothing is to be done"));
    } else if (!mayLeave(group, command.kind()) && group.operation() == null) {
      refusals.add(Rules.wrongPhase(group, Phase.ACTIVE));
    }
    if (group.operation() != null) {
      refusals.add(inProgress(group, group.operation()));
    }
    if (group.paused() && command.kind() != Operation.Kind.SWITCHOVER) {
      refusals.add(GrantRules.paused(group));
    }
    MemberRecord target = group.members().get(command.to());
    if (target != null && target.leftAlone(now) && command.kind() != Operation.Kind.SWITCHOVER) {
      refusals.add(GrantRules.backoff(command.to(), target, now));
    }
  }

  /** An operator may move the role also while its holder is still starting. */
  private static boolean mayLeave(GroupRecord group, Operation.Kind kind) {
    Phase phase = group.role().phase();
    return phase == Phase.ACTIVE || (phase == Phase.PROMOTING && kind == Operation.Kind.SWITCHOVER);
  }

  Decision started(GroupRecord group, Command.StartOperation command, String actor) {
    NodeId holder = group.role().holder();
    if (holder == null) {
      return new Decision.Rejected(List.of(Rules.vacant(group)));
    }
    // What is not well, or does not serve yet, has no clients to turn away: it stops at once.
    Operation.Step first =
        command.kind() == Operation.Kind.RELOCATION || group.role().phase() == Phase.PROMOTING
            ? Operation.Step.DEMOTE
            : Operation.Step.QUIESCE;
    Operation operation =
        new Operation(
            command.kind(),
            first,
            holder,
            command.to(),
            now,
            now,
            command.deadline(),
            actor,
            command.cause());
    return Rules.accept(
        Rules.answer(group.role().epoch(), group),
        new Event.OperationStarted(command.group(), command.epoch(), operation));
  }

  /**
   * Refuses when no planned change is under way, or not in the step; null: any step before the
   * release.
   */
  void underWay(GroupRecord group, Operation.@Nullable Step step, List<Refusal> refusals) {
    Operation operation = group.operation();
    if (operation == null) {
      refusals.add(
          Refusal.of(
              Reason.NO_OPERATION,
              "no planned change of " + group.spec().name() + " is under way",
              ""));
      return;
    }
    boolean fits =
        step == null ? group.role().open() && beforeRelease(operation) : operation.step() == step;
    if (!fits || (step == null && group.retiring())) {
      refusals.add(inProgress(group, operation));
    }
  }

  private static boolean beforeRelease(Operation operation) {
    return operation.step() == Operation.Step.QUIESCE || operation.step() == Operation.Step.DEMOTE;
  }

  Decision toDemote(GroupRecord group) {
    return Rules.accept(
        Rules.answer(group.role().epoch(), group),
        new Event.OperationAdvanced(
            group.spec().name(), group.role().epoch(), Operation.Step.DEMOTE, ""));
  }

  /** The target of a change serves: done. The old active serves again: undone. */
  static Event.OperationEnded.Outcome outcome(Operation operation, NodeId serving) {
    if (serving.equals(operation.to())) {
      return Event.OperationEnded.Outcome.DONE;
    }
    return serving.equals(operation.from())
        ? Event.OperationEnded.Outcome.UNDONE
        : Event.OperationEnded.Outcome.FAILED;
  }

  List<Event> afterRelease(GroupRecord group, Command.ReleaseRole command) {
    Operation operation = group.operation();
    if (operation == null) {
      return List.of();
    }
    if (operation.kind() == Operation.Kind.RETIREMENT) {
      return List.of(new Event.GroupDeleted(group.spec().name(), group.role().epoch()));
    }
    List<Event> events = new ArrayList<>();
    if (command.node().equals(operation.from()) && beforeRelease(operation)) {
      events.add(advanced(group, Operation.Step.PROMOTE, ""));
    } else if (command.node().equals(operation.to())) {
      events.add(advanced(group, Operation.Step.REVERT, command.cause()));
    } else {
      events.add(Rules.ended(group, Event.OperationEnded.Outcome.FAILED, command.cause()));
    }
    return events;
  }

  List<Event> afterExpiry(GroupRecord group) {
    Operation operation = group.operation();
    if (operation == null) {
      return List.of();
    }
    if (operation.kind() == Operation.Kind.RETIREMENT) {
      return List.of(new Event.GroupDeleted(group.spec().name(), group.role().epoch()));
    }
    return List.of(
        Rules.ended(
            group,
            Event.OperationEnded.Outcome.FAILED,
            group.role().node() + " was lost on the way"));
  }

  private static Event advanced(GroupRecord group, Operation.Step step, String cause) {
    return new Event.OperationAdvanced(group.spec().name(), group.role().epoch(), step, cause);
  }

  static Refusal inProgress(GroupRecord group, Operation operation) {
    String to = operation.to() == null ? "" : " to " + operation.to();
    return Refusal.of(
        Reason.OPERATION_IN_PROGRESS,
        "a "
            + operation.kind()
            + " of "
            + group.spec().name()
            + " from "
            + operation.from()
            + to
            + " is in step "
            + operation.step(),
        "wait for it to end, see: quorate status " + group.spec().name());
  }
}
