package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.config.ConfigEvent;
import io.quorate.core.config.SyncOrdered;
import io.quorate.core.counter.CounterChange;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.membership.SeatEvent;
import io.quorate.core.revocation.RevocationEvent;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeSweep;
import io.quorate.core.secret.SecretEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen. State, history, watchers and log lines all follow from these. */
public sealed interface Event {

  /** The group whose record it changes; null when it changes that of none. */
  @Nullable GroupId group();

  /**
   * Whether the history tells of it, and a status may show it. They do not of what programs may
   * write all the time: there may be many more of that than of all else.
   */
  default boolean historic() {
    return true;
  }

  /** Calls the case for this event. */
  <R extends @Nullable Object> R dispatch(Cases<R> cases);

  /** One answer for each event. */
  interface Cases<R extends @Nullable Object> {
    /** {@link ClusterDefined} */
    R clusterDefined(ClusterDefined event);

    /** {@link GroupDeclared} */
    R groupDeclared(GroupDeclared event);

    /** {@link GroupDeleted} */
    R groupDeleted(GroupDeleted event);

    /** {@link AutomationSet} */
    R automationSet(AutomationSet event);

    /** {@link RoleGranted} */
    R roleGranted(RoleGranted event);

    /** {@link PromotionConfirmed} */
    R promotionConfirmed(PromotionConfirmed event);

    /** {@link RoleClosed} */
    R roleClosed(RoleClosed event);

    /** {@link PromotionFailed} */
    R promotionFailed(PromotionFailed event);

    /** {@link OperationStarted} */
    R operationStarted(OperationStarted event);

    /** {@link OperationAdvanced} */
    R operationAdvanced(OperationAdvanced event);

    /** {@link OperationEnded} */
    R operationEnded(OperationEnded event);

    /** {@link MemberChanged} */
    R memberChanged(MemberChanged event);

    /** {@link FeatureLevelRaised} */
    R featureLevelRaised(FeatureLevelRaised event);

    /** {@link Configured} */
    R configured(Configured event);

    /** {@link RuntimeChanged} */
    R runtimeChanged(RuntimeChanged event);

    /** {@link RuntimeSwept} */
    R runtimeSwept(RuntimeSwept event);

    /** {@link Counted} */
    R counted(Counted event);

    /** {@link SessionOpened} */
    R sessionOpened(SessionOpened event);

    /** {@link SessionsEnded} */
    R sessionsEnded(SessionsEnded event);

    /** {@link SecretsKept} */
    R secretsKept(SecretsKept event);

    /** {@link SeatChanged} */
    R seatChanged(SeatChanged event);

    /** {@link RevocationChanged} */
    R revocationChanged(RevocationChanged event);
  }

  /**
   * The cluster has its name and nodes.
   *
   * @param cluster its name
   * @param nodes its nodes
   */
  record ClusterDefined(String cluster, List<NodeRecord> nodes) implements Event {
    /** Keeps its own copy. */
    public ClusterDefined {
      nodes = List.copyOf(nodes);
    }

    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.clusterDefined(this);
    }
  }

  /**
   * A group was created, or has a new declaration.
   *
   * @param group which
   * @param revision of the declaration
   * @param spec the declaration
   */
  record GroupDeclared(GroupId group, Revision revision, GroupSpec spec) implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.groupDeclared(this);
    }
  }

  /**
   * A group is gone.
   *
   * @param group which
   * @param last its last epoch, from which a group of the same name would go on
   */
  record GroupDeleted(GroupId group, Epoch last) implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.groupDeleted(this);
    }
  }

  /**
   * A group was paused or resumed.
   *
   * @param group which
   * @param automation what is from now on
   * @param cause why
   */
  record AutomationSet(GroupId group, GroupRecord.Automation automation, String cause)
      implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.automationSet(this);
    }
  }

  /**
   * A node holds the role.
   *
   * @param group which
   * @param epoch that is open from now on
   * @param node the holder
   * @param lease D of the epoch (S3)
   * @param fenceDelay F of the epoch
   * @param cause why
   */
  record RoleGranted(
      GroupId group, Epoch epoch, NodeId node, Duration lease, Duration fenceDelay, String cause)
      implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.roleGranted(this);
    }
  }

  /**
   * The holder serves.
   *
   * @param group which
   * @param epoch that it serves
   * @param node the holder
   */
  record PromotionConfirmed(GroupId group, Epoch epoch, NodeId node) implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.promotionConfirmed(this);
    }
  }

  /**
   * The epoch is over.
   *
   * @param group which
   * @param epoch that is over
   * @param node that held it
   * @param closure how it came to its end
   * @param cause why
   */
  record RoleClosed(GroupId group, Epoch epoch, NodeId node, Closure closure, String cause)
      implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.roleClosed(this);
    }
  }

  /**
   * A node could not start what it was granted.
   *
   * @param group which
   * @param epoch that it should have served
   * @param node which
   * @param cause what failed
   */
  record PromotionFailed(GroupId group, Epoch epoch, NodeId node, String cause) implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.promotionFailed(this);
    }
  }

  /**
   * A planned change began.
   *
   * @param group which
   * @param epoch that is open
   * @param operation the change
   */
  record OperationStarted(GroupId group, Epoch epoch, Operation operation) implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.operationStarted(this);
    }
  }

  /**
   * A planned change came to its next step.
   *
   * @param group which
   * @param epoch of the group
   * @param step the step that begins
   * @param cause why; may be empty
   */
  record OperationAdvanced(GroupId group, Epoch epoch, Operation.Step step, String cause)
      implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.operationAdvanced(this);
    }
  }

  /**
   * A planned change is over.
   *
   * @param group which
   * @param epoch of the group
   * @param outcome how it ended
   * @param cause why; may be empty
   */
  record OperationEnded(GroupId group, Epoch epoch, Outcome outcome, String cause)
      implements Event {

    /** How a planned change ended. */
    public enum Outcome {
      /** The role is where it should be. */
      DONE,
      /** The role is back where it was. */
      UNDONE,
      /** Neither: the role was lost on the way, and the planner goes on from there. */
      FAILED
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.operationEnded(this);
    }
  }

  /**
   * A member came into another state.
   *
   * @param group which
   * @param node the member
   * @param state its state from now on
   * @param cause why; may be empty
   */
  record MemberChanged(GroupId group, NodeId node, MemberState state, String cause)
      implements Event {
    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.memberChanged(this);
    }
  }

  /**
   * The cluster works at a higher level from here on.
   *
   * @param from the level before
   * @param to the level from now on
   */
  record FeatureLevelRaised(FeatureLevel from, FeatureLevel to) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.featureLevelRaised(this);
    }
  }

  /**
   * Something happened to the configuration of a group. No record of a group is other than before,
   * and its own log tells of it, not the history: there may be many more of these than of all else.
   * Only what somebody ordered of its delivery stands in the history, and is shown with the group.
   *
   * @param what has happened
   * @param author who asked for it
   */
  record Configured(ConfigEvent what, String author) implements Event {
    @Override
    public @Nullable GroupId group() {
      return historic() ? what.space().group() : null;
    }

    @Override
    public boolean historic() {
      return what instanceof SyncOrdered;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.configured(this);
    }
  }

  /**
   * Runtime entries of a group are others. No record of a group is other than before.
   *
   * @param change what stands from now on
   */
  record RuntimeChanged(RuntimeChange change) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.runtimeChanged(this);
    }
  }

  /**
   * Runtime entries that were over are dropped.
   *
   * @param sweep which, and when there are more
   */
  record RuntimeSwept(RuntimeSweep sweep) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.runtimeSwept(this);
    }
  }

  /**
   * A counter of a group has moved on.
   *
   * @param change how it stands
   */
  record Counted(CounterChange change) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.counted(this);
    }
  }

  /**
   * A program has a session.
   *
   * @param session which
   * @param actor whose
   * @param idleFrom when it ends, unless it is used
   */
  record SessionOpened(SessionId session, String actor, ClusterTime idleFrom) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.sessionOpened(this);
    }
  }

  /**
   * Sessions are over: their programs have ended them, or they were idle.
   *
   * @param sessions which; none when it was only looked for idle ones
   * @param next when the next may be idle; null when it was not looked for, or none is left
   */
  record SessionsEnded(List<SessionId> sessions, @Nullable ClusterTime next) implements Event {
    /** Keeps its own copy. */
    public SessionsEnded {
      sessions = List.copyOf(sessions);
    }

    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return false;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.sessionsEnded(this);
    }
  }

  /**
   * Something happened to the keys of secrets. No record of a group is other than before.
   *
   * @param what has happened
   */
  record SecretsKept(SecretEvent what) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public boolean historic() {
      return what.historic();
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.secretsKept(this);
    }
  }

  /**
   * The place of a node is another than before.
   *
   * @param what has happened
   */
  record SeatChanged(SeatEvent what) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.seatChanged(this);
    }
  }

  /**
   * Other certificates than before are taken.
   *
   * @param what has happened
   */
  record RevocationChanged(RevocationEvent what) implements Event {
    @Override
    public @Nullable GroupId group() {
      return null;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(Cases<R> cases) {
      return cases.revocationChanged(this);
    }
  }
}
