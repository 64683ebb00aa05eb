package io.quorate.core.failover;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberRecord;
import io.quorate.core.registry.Operation;
import java.time.Duration;
import java.util.Optional;

/**
 * When the plan for a group may become another without anything being heard or decided: timers are
 * data. What depends on silence is not here: the leader knows when it will have lasted.
 */
public final class PlanDeadline {
  /** Nothing will change by itself; it is looked at all the same after so long. */
  public static final Duration NONE = Duration.ofDays(1);

  /** One that is further away is said to be so far: there is one, and it may come sooner. */
  private static final Duration FURTHEST = NONE.minusSeconds(1);

  private final Situation situation;
  private final GroupRecord group;
  private Duration next = NONE;

  private PlanDeadline(Situation situation) {
    this.situation = situation;
    this.group = situation.group();
  }

  /** How long until then, less than {@link #NONE}; that where there is nothing to wait for. */
  public static Duration of(Situation situation) {
    PlanDeadline deadline = new PlanDeadline(situation);
    deadline.look();
    return deadline.next;
  }

  private void look() {
    Operation operation = group.operation();
    if (operation != null) {
      at(operation.deadline());
      after(group.spec().timing().lease().minus(situation.leaderFor()));
    }
    for (MemberRecord member : group.members().values()) {
      at(member.failed().notBefore());
      at(member.failed().asLastResort());
    }
    if (group.role().open()) {
      failback();
    } else {
      at(group.role().since().plus(group.spec().failover().delay()));
      at(group.role().since().plus(FailoverPlanner.FIRST_CHOICE_PATIENCE));
      after(FailoverPlanner.FIRST_CHOICE_PATIENCE.minus(situation.leaderFor()));
    }
  }

  private void failback() {
    NodeId preferred = group.spec().failover().preferredNode();
    if (preferred == null || group.role().heldBy(preferred)) {
      return;
    }
    Duration delay = group.spec().failover().failbackDelay();
    at(group.role().since().plus(delay));
    Optional.ofNullable(situation.members().get(preferred))
        .ifPresent(view -> after(delay.minus(view.wellFor())));
  }

  private void at(ClusterTime time) {
    if (!situation.now().reached(time)) {
      after(time.since(situation.now()));
    }
  }

  private void after(Duration wait) {
    // A condition that holds already is no deadline; one that is just being reached is looked at
    // again in a moment.
    Duration bounded = wait.compareTo(FURTHEST) < 0 ? wait : FURTHEST;
    if (!wait.isNegative() && bounded.compareTo(next) < 0) {
      next = bounded;
    }
  }
}
