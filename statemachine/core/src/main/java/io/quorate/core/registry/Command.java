package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.membership.SeatCommand;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeLimits;
import io.quorate.core.secret.SecretCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the registry. {@link CommandCases} is the protocol's table of
 * contents.
 *
 * <p>What concerns a role names the epoch that it assumes (rule G5). Texts are {@link Wording}:
 * they are copied into history lines and records, many times over when a command is about all
 * groups.
 */
public sealed interface Command {
  /** Events that a command about one group can lead to, at most. */
  int MAX_EVENTS_OF_A_GROUP = 4;

  /** Events that it can lead to, at most: see {@link EntryLimits}. */
  default int maxEvents() {
    return MAX_EVENTS_OF_A_GROUP;
  }

  /** The level from which it is allowed: see {@link FeatureLevels}. */
  default FeatureLevel since() {
    return FeatureLevel.FIRST;
  }

  /** Whether it can be a write of a session: see {@link Sessions}. */
  default boolean inSessions() {
    return false;
  }

  /** Calls the case for this command. */
  <R extends @Nullable Object> R dispatch(CommandCases<R> cases);

  /**
   * Says, once in a cluster's life, what it is called and which nodes it has.
   *
   * @param cluster its name
   * @param nodes its nodes
   */
  record DefineCluster(String cluster, List<NodeRecord> nodes) implements Command {
    /** Keeps its own copy. */
    public DefineCluster {
      nodes = List.copyOf(nodes);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.defineCluster(this);
    }
  }

  /**
   * Creates a group or replaces its declaration.
   *
   * @param spec the whole declaration
   * @param basedOn the revision it was based on, NONE to create; null: whatever is there
   * @param move what becomes of values whose scope changes; null: they speak against it
   */
  record ApplyGroup(GroupSpec spec, @Nullable Revision basedOn, @Nullable Move move)
      implements Command {
    /** Which moves no values. */
    public ApplyGroup(GroupSpec spec, @Nullable Revision basedOn) {
      this(spec, basedOn, null);
    }

    /**
     * That values whose scope changes are moved.
     *
     * @param from whose values become those for all members; null: those of the active
     */
    public record Move(@Nullable NodeId from) {}

    /** A move is a commit, which is let into no entry beside others. */
    @Override
    public int maxEvents() {
      return move == null ? MAX_EVENTS_OF_A_GROUP : EntryLimits.MAX_EVENTS;
    }

    @Override
    public FeatureLevel since() {
      return move == null && spec.basic() ? FeatureLevel.FIRST : FeatureLevels.CONFIGURATION;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.applyGroup(this);
    }
  }

  /**
   * Takes a group apart: its active stops, then it is gone.
   *
   * @param group which
   * @param basedOn must be the present revision, when not null
   */
  record DeleteGroup(GroupId group, @Nullable Revision basedOn) implements Command {
    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.deleteGroup(this);
    }
  }

  /**
   * Pauses or resumes.
   *
   * @param group which; null: all
   * @param automation what shall be
   * @param cause why
   */
  record SetAutomation(@Nullable GroupId group, GroupRecord.Automation automation, String cause)
      implements Command {
    /** Keeps the text within bounds. */
    public SetAutomation {
      cause = Wording.bounded(cause);
    }

    @Override
    public int maxEvents() {
      return group == null ? DeclarationRules.MAX_GROUPS : MAX_EVENTS_OF_A_GROUP;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.setAutomation(this);
    }
  }

  /**
   * Grants the epoch after a closed one (S1, S2).
   *
   * @param group which
   * @param closed the epoch that is assumed to be the last, and closed
   * @param to the node that shall hold it
   * @param cause why
   */
  record GrantRole(GroupId group, Epoch closed, NodeId to, String cause) implements Command {
    /** Keeps the text within bounds. */
    public GrantRole {
      cause = Wording.bounded(cause);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.grantRole(this);
    }
  }

  /**
   * The holder has started everything.
   *
   * @param group which
   * @param epoch that it serves
   * @param node the holder
   */
  record ConfirmPromotion(GroupId group, Epoch epoch, NodeId node) implements Command {
    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.confirmPromotion(this);
    }
  }

  /**
   * The holder has verified that it serves nothing and will never serve the epoch again (H5).
   *
   * @param group which
   * @param epoch that is released
   * @param node the holder
   * @param outcome how it came to that
   * @param cause why
   */
  record ReleaseRole(GroupId group, Epoch epoch, NodeId node, Outcome outcome, String cause)
      implements Command {
    /** Keeps the text within bounds. */
    public ReleaseRole {
      cause = Wording.bounded(cause);
    }

    /** How a holder came to release. */
    public enum Outcome {
      /** It stopped what it had started. */
      STOPPED,
      /** Something failed to start. */
      PROMOTION_FAILED
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.releaseRole(this);
    }
  }

  /**
   * The grantor has counted until the lease was surely over (G4).
   *
   * @param group which
   * @param epoch that is over
   * @param cause why
   */
  record ExpireRole(GroupId group, Epoch epoch, String cause) implements Command {
    /** Keeps the text within bounds. */
    public ExpireRole {
      cause = Wording.bounded(cause);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.expireRole(this);
    }
  }

  /**
   * An operator takes the decision: grants the role, and vouches that an old holder is dead.
   *
   * @param group which
   * @param epoch the last epoch, as the operator saw it
   * @param to the node that shall hold it
   * @param fencedBy who made sure, and how; may be blank when the epoch is closed
   */
  record ForceRole(GroupId group, Epoch epoch, NodeId to, String fencedBy) implements Command {
    /** Keeps the text within bounds. */
    public ForceRole {
      fencedBy = Wording.bounded(fencedBy);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.forceRole(this);
    }
  }

  /**
   * Begins a planned change.
   *
   * @param group which
   * @param epoch that is open
   * @param kind what for
   * @param to the node that shall hold the role
   * @param deadline when it is undone
   * @param cause why
   */
  record StartOperation(
      GroupId group,
      Epoch epoch,
      Operation.Kind kind,
      NodeId to,
      ClusterTime deadline,
      String cause)
      implements Command {
    /** Keeps the text within bounds. */
    public StartOperation {
      cause = Wording.bounded(cause);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.startOperation(this);
    }
  }

  /**
   * Clients are turned away: the holder shall stop and release.
   *
   * @param group which
   * @param epoch that is open
   */
  record AdvanceOperation(GroupId group, Epoch epoch) implements Command {
    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.advanceOperation(this);
    }
  }

  /**
   * Undoes a planned change before the release: the holder serves on under the same epoch.
   *
   * @param group which
   * @param epoch that is open
   * @param cause why
   */
  record CancelOperation(GroupId group, Epoch epoch, String cause) implements Command {
    /** Keeps the text within bounds. */
    public CancelOperation {
      cause = Wording.bounded(cause);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.cancelOperation(this);
    }
  }

  /**
   * Notes that a member came into another state.
   *
   * @param group which
   * @param node the member
   * @param state its state
   * @param cause why
   */
  record RecordMember(GroupId group, NodeId node, MemberState state, String cause)
      implements Command {
    /** Keeps the text within bounds. */
    public RecordMember {
      cause = Wording.bounded(cause);
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.recordMember(this);
    }
  }

  /**
   * From here on the cluster works at a higher level, for good; what does not know the level cannot
   * take part any more.
   *
   * @param to the level
   */
  record RaiseFeatureLevel(FeatureLevel to) implements Command {
    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.raiseFeatureLevel(this);
    }
  }

  /**
   * Changes the configuration of a group.
   *
   * @param change what shall be done
   */
  record Configure(ConfigCommand change) implements Command {
    /**
     * Not only its one event: each change costs about what an event does, and what may make as many
     * as a commit holds is let into no entry beside others.
     */
    @Override
    public int maxEvents() {
      int most = Math.max(1, change.mostChanges());
      return most < ConfigLimits.COMMIT_CHANGES ? most : EntryLimits.MAX_EVENTS;
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.CONFIGURATION;
    }

    @Override
    public boolean inSessions() {
      return true;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.configure(this);
    }
  }

  /**
   * Changes runtime entries of a group.
   *
   * @param change what shall be done
   */
  record ChangeRuntime(RuntimeCommand change) implements Command {
    /** Each entry costs about what an event does. */
    @Override
    public int maxEvents() {
      return Math.max(1, change.size());
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.RUNTIME;
    }

    @Override
    public boolean inSessions() {
      return true;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.changeRuntime(this);
    }
  }

  /**
   * Drops runtime entries that are over by now, and what deleted groups have left, and ends
   * sessions that are idle, as much as one sweep may.
   */
  record Sweep() implements Command {
    /** Each row that is dropped costs about what an event does. */
    @Override
    public int maxEvents() {
      return 2 * RuntimeLimits.SWEEP_ROWS + ConfigLimits.COMMIT_CHANGES + Sessions.ENDED_AT_ONCE;
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.RUNTIME;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.sweep(this);
    }
  }

  /**
   * Moves a counter of a group on.
   *
   * @param change what shall be done
   */
  record Count(CounterCommand change) implements Command {
    @Override
    public int maxEvents() {
      return 1;
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.RUNTIME;
    }

    @Override
    public boolean inSessions() {
      return true;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.count(this);
    }
  }

  /** Opens a session for whoever asks. */
  record OpenSession() implements Command {
    @Override
    public int maxEvents() {
      return 1;
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.RUNTIME;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.openSession(this);
    }
  }

  /**
   * Ends a session; one that has ended already is as it shall be.
   *
   * @param session which
   */
  record EndSession(SessionId session) implements Command {
    @Override
    public int maxEvents() {
      return 1;
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.RUNTIME;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.endSession(this);
    }
  }

  /**
   * Changes the keys of secrets, or what is sealed under them.
   *
   * @param change what shall be done
   */
  record KeepSecrets(SecretCommand change) implements Command {
    /** Each value that is sealed anew costs about what an event does. */
    @Override
    public int maxEvents() {
      return Math.max(1, change.mostRows());
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.CONFIGURATION;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.keepSecrets(this);
    }
  }

  /**
   * Changes who may have the place of a node.
   *
   * @param change what shall be done
   */
  record ChangeSeat(SeatCommand change) implements Command {
    @Override
    public FeatureLevel since() {
      return FeatureLevels.MEMBERSHIP;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.changeSeat(this);
    }
  }

  /**
   * Changes whose certificates are not taken any more.
   *
   * @param change what shall be done
   */
  record ChangeRevocation(RevocationCommand change) implements Command {
    /** Keeps the text within bounds. */
    public ChangeRevocation {
      if (change instanceof RevocationCommand.Revoke revoke) {
        change =
            new RevocationCommand.Revoke(
                revoke.holder(), revoke.before(), Wording.bounded(revoke.cause()));
      }
    }

    @Override
    public FeatureLevel since() {
      return FeatureLevels.REVOCATION;
    }

    @Override
    public <R extends @Nullable Object> R dispatch(CommandCases<R> cases) {
      return cases.changeRevocation(this);
    }
  }
}
