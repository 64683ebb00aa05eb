package io.quorate.core.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.GroupSpecRules;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.MemberState;
import io.quorate.core.serving.Appearance;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.Ending;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.RestartBudget;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Order;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group on this node: takes the leader's orders, asks the rules what comes next, and has it
 * done. Not safe for use by several threads; its owner takes turns.
 */
public final class GroupAgent {
  /** After which a group whose own code failed is tried again. */
  private static final Duration REST = Duration.ofSeconds(30);

  /** A group at rest that was looked at since is not looked at when only its lease was extended. */
  private static final Duration LATELY = Duration.ofSeconds(3);

  /** Between two attempts to give up a group whose own code failed. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What a promotion may take beside its resources: the guard, commands that wait for others. */
  private static final Duration PROMOTION_SLACK = Duration.ofSeconds(90);

  /** Steps in a row that cost nothing; more would be two rules that undo each other. */
  private static final int MAX_STEPS = 200;

  private static final Directive GONE =
      new Directive(Directive.Step.STAND_BY, new Epoch(Long.MAX_VALUE));

  private final GroupId name;
  private final AgentRules rules;
  private final LeaseHolder leases;
  private final Attention attention;
  private final Workplace place;
  private final RestartBudget budget = new RestartBudget();
  private GroupSpec spec;
  private GroupSpec served;
  private Revision revision;
  private Directive directive = Directive.NONE;
  private @Nullable Order order;
  private String reason = "";
  private Duration fenceDelay;
  private ServingState state = ServingState.IDLE;
  private boolean interrupted;
  private Fitness fitness = Fitness.FIT;
  private Epoch lostGuardOf = Epoch.NONE;
  private @Nullable ClockReading promotingSince;
  private @Nullable String broken;
  private @Nullable ClockReading brokenAt;
  private @Nullable ClockReading lookedAt;
  private Unseen unseen = Unseen.NEWS;

  /** Whether something came since the group was last worked on. */
  private enum Unseen {
    NEWS,
    NOTHING
  }

  /** Whether services died too often. */
  private enum Fitness {
    FIT,
    WORN_OUT
  }

  /**
   * What all groups of a node share.
   *
   * @param rules what they follow
   * @param leases of all of them
   * @param attention told when something may have to be done
   */
  record Shared(AgentRules rules, LeaseHolder leases, Attention attention) {}

  GroupAgent(Shared shared, Workplace place, GroupSpec spec, Revision revision) {
    this.name = spec.name();
    this.rules = shared.rules();
    this.leases = shared.leases();
    this.attention = shared.attention();
    this.place = place;
    this.spec = spec;
    this.served = spec;
    this.revision = revision;
    this.fenceDelay = spec.timing().fenceDelay();
    place.equip(spec, revision);
    came();
    tell();
  }

  /** Which group. */
  public GroupId name() {
    return name;
  }

  /** The declaration that holds. */
  public GroupSpec spec() {
    return spec;
  }

  /** How far the node is with the group. */
  public ServingState state() {
    return state;
  }

  /** The leader's last word; null while it has said nothing. */
  public @Nullable Order order() {
    return order;
  }

  /** What the group's own code ended with; null while it is well. */
  public @Nullable String broken() {
    return broken;
  }

  /**
   * Takes a new declaration: checks and policy at once, resources and timing at the next start
   * (S3).
   */
  void declare(GroupSpec next, Revision nextRevision) {
    spec = next;
    revision = nextRevision;
    came();
    tell();
    if (state.stage() == Stage.IDLE) {
      broken = null;
      brokenAt = null;
      equip(next);
    }
  }

  private void equip(GroupSpec next) {
    served = next;
    place.equip(next, revision);
  }

  /** Takes the leader's word. */
  void direct(Order next) {
    if (next.equals(order)) {
      return;
    }
    order = next;
    came();
    directive = next.directive();
    reason = next.cause();
    place.hold(next.revision(), next.held());
  }

  /** The leader does not name the group any more, or this node goes. */
  void leave(String why) {
    order = null;
    came();
    directive = GONE;
    reason = why;
  }

  /** Something came for it: it is worked on in the next turn. */
  void came() {
    unseen = Unseen.NEWS;
    attention.came(name);
  }

  private void tell() {
    attention.tell(name);
  }

  /** The lease for the epoch goes on from when the heartbeat left (H1). */
  void leased(Epoch epoch, ClockReading sentAt, LeaseTerms terms) {
    leases.acknowledged(name, epoch, sentAt, terms.lease());
    fenceDelay = terms.fenceDelay(); // of the epoch (S3), whatever is declared by now
    ClockReading deadline = leases.deadline(name, state.epoch());
    if (deadline != null && broken == null) {
      place.extend(deadline);
    }
  }

  /** A guard of an earlier run was found: goes on with what it was launched with (X5). */
  public void adopt(Epoch epoch) {
    state = ServingState.adopted(epoch);
    came();
  }

  /** Hooks of an earlier run have to be undone, whose guard is gone (H4). */
  public void cleanUp(Epoch left) {
    state = ServingState.leftOver(left, served.resources().size());
    came();
  }

  /** Whether nothing of the group is here and nothing is wanted. */
  public boolean quiet() {
    boolean wanted =
        directive.step() == Directive.Step.SERVE || directive.step() == Directive.Step.QUIESCE;
    return state.stage() == Stage.IDLE && !wanted;
  }

  /**
   * Its turn has come: works on it if there may be something to do.
   *
   * @return whether anything changed that others should know
   */
  boolean turn(ClockReading now) {
    ClockReading last = lookedAt;
    boolean lately = last != null && now.mostSince(last).compareTo(LATELY) < 0;
    if (lately && rest(now) == Attention.Rest.STILL) {
      rests(now); // its lease was extended meanwhile
      return false;
    }
    return advance(now);
  }

  private void rests(ClockReading now) {
    Duration until =
        quiet()
            ? Attention.NOW_AND_THEN
            : leases.remaining(name, state.epoch(), now).minus(served.timing().stopBudget());
    attention.looked(name, rest(now), until, now);
  }

  private Attention.Rest rest(ClockReading now) {
    if (unseen == Unseen.NEWS || brokenAt != null) {
      return Attention.Rest.NONE;
    }
    if (quiet()) {
      return still() ? Attention.Rest.STILL : Attention.Rest.WAITING;
    }
    return settled(now) ? Attention.Rest.STILL : Attention.Rest.NONE;
  }

  /** Whether it is served as wanted, nothing can fail by itself, and the lease is not ending. */
  private boolean settled(ClockReading now) {
    return state.stage() == Stage.SERVING
        && directive.equals(new Directive(Directive.Step.SERVE, state.epoch()))
        && still()
        && leases.remaining(name, state.epoch(), now).compareTo(served.timing().stopBudget()) > 0;
  }

  private boolean still() {
    try {
      return place.still();
    } catch (RuntimeException bug) {
      return false; // it is looked at, and given up there
    }
  }

  /**
   * Goes as far as it can without waiting. An error of this program while it works on the group
   * ends nothing but what is served of this group: it is given up as if a resource had failed, and
   * tried again after a rest.
   *
   * @return whether anything changed that others should know
   */
  public boolean advance(ClockReading now) {
    lookedAt = now;
    unseen = Unseen.NOTHING;
    tell();
    boolean news = !resting(now) && workOrBreak(now);
    rests(now);
    return news;
  }

  private boolean workOrBreak(ClockReading now) {
    try {
      return work(now);
    } catch (RuntimeException bug) {
      breaks(inThisProgram(bug), now);
      return true;
    }
  }

  private boolean resting(ClockReading now) {
    ClockReading since = brokenAt;
    if (since == null) {
      return false;
    }
    Duration pause = state.stage() == Stage.IDLE ? REST : PAUSE;
    if (now.leastSince(since).compareTo(pause) < 0) {
      return true;
    }
    if (state.stage() == Stage.IDLE) {
      broken = null;
      brokenAt = null;
    }
    return false;
  }

  private void breaks(String why, ClockReading now) {
    broken = why;
    brokenAt = now;
    if (state.stage() == Stage.IDLE || state.stage() == Stage.CLEARING) {
      return;
    }
    state = state.givenUp(served.resources().size(), why);
    try {
      place.perform(new Effect.Clear(), act(Ending.FAILED), now);
    } catch (RuntimeException again) {
      broken = why + "; and while it was given up: " + again;
    }
  }

  private boolean work(ClockReading now) {
    place.look(now).forEach(budget::died);
    ServingState before = state;
    if (promotesTooLong(now)) {
      String why = "not serving within " + promotionBound().toSeconds() + " s after it began";
      enter(state.givenUp(served.resources().size(), why), now);
      begin(new Effect.Clear(), Ending.FAILED, now);
    }
    for (int step = 0; step < MAX_STEPS; step++) {
      Observation seen = place.observe();
      ServingInputs inputs = inputs(seen, now);
      ServingStep next = rules.serving().apply(state, inputs);
      if (settled(next)) {
        watch(seen, Ending.of(state, inputs), now);
        boolean interruption = beginsInterruption(seen);
        return interruption || !before.equals(state);
      }
      enter(next.state(), now);
      Ending ending = Ending.of(state, inputs(seen, now));
      next.effects().forEach(effect -> begin(effect, ending, now));
    }
    throw new IllegalStateException(name + " does not settle: " + state);
  }

  /**
   * Whether an interruption begins. That is told at once, for it may be over before the next
   * heartbeat; that it is over is told with that.
   */
  private boolean beginsInterruption(Observation seen) {
    boolean before = interrupted;
    interrupted = Appearance.of(state.stage(), seen.parts(), null) == MemberState.INTERRUPTED;
    return interrupted && !before;
  }

  /** Every part of a promotion has a limit of its own; this one is for what has none. */
  private boolean promotesTooLong(ClockReading now) {
    ClockReading since = promotingSince;
    return state.stage() == Stage.PROMOTING
        && since != null
        && now.leastSince(since).compareTo(promotionBound()) > 0;
  }

  private Duration promotionBound() {
    return GroupSpecRules.startBound(served).plus(PROMOTION_SLACK);
  }

  /** A release that was made already is no news, however often the rules ask for it. */
  private boolean settled(ServingStep next) {
    return next.state().equals(state)
        && next.effects().stream()
            .allMatch(
                effect ->
                    effect instanceof Effect.Release release
                        && release.epoch().compareTo(leases.released(name)) <= 0);
  }

  private ServingInputs inputs(Observation seen, ClockReading now) {
    Epoch asked = state.stage() == Stage.IDLE ? directive.epoch() : state.epoch();
    return new ServingInputs(
        served.resources(),
        seen.parts(),
        directive,
        leases.remaining(name, asked, now),
        served.timing().stopBudget(),
        seen.guard(),
        seen.guardTrouble(),
        restart(asked, now));
  }

  /** An epoch that was not lost here is begun whatever died before. */
  private ServingInputs.Restart restart(Epoch asked, ClockReading now) {
    boolean fresh = state.stage() == Stage.IDLE && !asked.equals(lostGuardOf);
    return fresh ? ServingInputs.Restart.NOW : budget.restart(spec.failover(), now);
  }

  private void enter(ServingState next, ClockReading now) {
    boolean lost =
        next.stage() == Stage.CLEARING
            && servingStage()
            && !leases.remaining(name, state.epoch(), now).isZero();
    if (lost) {
      lostGuardOf = state.epoch();
      budget.died(now);
    }
    if (next.stage() == Stage.PROMOTING && state.stage() != Stage.PROMOTING) {
      promotingSince = now;
    }
    boolean undone =
        next.stage() == Stage.PROMOTING
            && (state.stage() == Stage.QUIESCING || state.stage() == Stage.QUIET);
    boolean begins = state.stage() == Stage.IDLE && next.stage() == Stage.PROMOTING;
    place.entered(state, next);
    state = next;
    if (undone) {
      place.rearm();
    }
    if (begins) {
      equip(spec);
    }
  }

  private void begin(Effect effect, Ending ending, ClockReading now) {
    if (effect instanceof Effect.Release release) {
      leases.release(name, release.epoch());
    }
    place.perform(effect, act(ending), now);
  }

  private Act act(Ending ending) {
    return new Act(
        served,
        state.stage(),
        state.epoch(),
        reason,
        leases.deadline(name, state.epoch()),
        fenceDelay,
        ending,
        order == null ? null : order.role());
  }

  private void watch(Observation seen, Ending ending, ClockReading now) {
    place.watch(
        spec, servingStage() ? Workplace.Watch.SERVING : Workplace.Watch.STANDING_BY, act(ending));
    budget.look(state.stage(), seen.parts(), now);
    fitness = budget.unfit(spec.failover(), now) ? Fitness.WORN_OUT : Fitness.FIT;
  }

  private boolean servingStage() {
    return state.stage() == Stage.SERVING
        || state.stage() == Stage.QUIESCING
        || state.stage() == Stage.QUIET;
  }

  /** What the leader is told. */
  MemberReport report() {
    GroupReporting reporting =
        new GroupReporting(spec, served, state, leases.released(name), revision);
    String worn = fitness == Fitness.WORN_OUT ? wornOut() : "";
    try {
      return reporting.report(place.observe(), worn, broken);
    } catch (RuntimeException bug) {
      return reporting.report(nothingSeen(), worn, broken == null ? inThisProgram(bug) : broken);
    }
  }

  /** What is the case when it cannot be looked at. */
  private Observation nothingSeen() {
    PartView down = new PartView(PartView.State.DOWN, "");
    return new Observation(
        Collections.nCopies(served.resources().size(), down),
        GuardState.NONE,
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static String inThisProgram(RuntimeException bug) {
    return "an error in this program: " + bug;
  }

  private String wornOut() {
    return spec.failover().restartsSpent();
  }

  /** When the right to serve ends; null when there is none. */
  public @Nullable ClockReading deadline() {
    return leases.deadline(name, state.epoch());
  }

  void close() {
    place.close();
  }
}
