package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of the configuration of a space. */
public sealed interface ConfigCommand {

  /** Which space. */
  SpaceId space();

  /** How many values it may change, at most. */
  default int mostChanges() {
    return 1;
  }

  /**
   * Whether it makes a commit of values that somebody has written, which are to be found valid
   * before; the undoing of a commit is none.
   */
  default boolean toBeValid() {
    return false;
  }

  /** The same, found valid; itself when it makes no commit of values that somebody has written. */
  default ConfigCommand with(Validated as) {
    return this;
  }

  /** Calls the case for this command. */
  <R> R dispatch(Cases<R> cases);

  /**
   * One answer for each command.
   *
   * @param <R> type of the answers
   */
  interface Cases<R> {
    /** {@link Write} */
    R write(Write command);

    /** {@link Rollback} */
    R rollback(Rollback command);

    /** {@link Confirm} */
    R confirm(Confirm command);

    /** {@link Cancel} */
    R cancel(Cancel command);

    /** {@link Expire} */
    R expire(Expire command);

    /** {@link Stage} */
    R stage(Stage command);

    /** {@link CommitCandidate} */
    R commitCandidate(CommitCandidate command);

    /** {@link Rebase} */
    R rebase(Rebase command);

    /** {@link Discard} */
    R discard(Discard command);

    /** {@link DropUnused} */
    R dropUnused(DropUnused command);

    /** {@link OrderSync} */
    R orderSync(OrderSync command);
  }

  /**
   * Pauses or resumes that the configuration is delivered to members, or wants that tried now.
   *
   * @param space whose
   * @param order what is wanted
   * @param reason why, in words; may be empty
   */
  record OrderSync(SpaceId space, SyncOrder order, String reason) implements ConfigCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.orderSync(this);
    }
  }

  /**
   * On what a commit depends, and what becomes of it.
   *
   * @param head the revision that the space must have; null: whichever it has
   * @param epoch of the group that must be open; null: none need be
   * @param comment why, in words; may be empty
   * @param confirmWithin undo it after so long unless somebody confirms it; null: it stays
   * @param owner the system in whose name it is made, which may change what it owns; empty: in
   *     nobody's
   * @param omitted what is left out of its validation; null: nothing
   * @param validated as of when it was found valid; null: nobody has looked
   */
  record Terms(
      @Nullable Revision head,
      @Nullable Epoch epoch,
      String comment,
      @Nullable Duration confirmWithin,
      String owner,
      @Nullable Omission omitted,
      @Nullable Validated validated) {
    /** On nothing. */
    public static final Terms NONE = new Terms(null, null, "", null);

    /** In nobody's name. */
    public Terms(
        @Nullable Revision head,
        @Nullable Epoch epoch,
        String comment,
        @Nullable Duration confirmWithin) {
      this(head, epoch, comment, confirmWithin, "");
    }

    /** Of which nobody has looked whether it is valid. */
    public Terms(
        @Nullable Revision head,
        @Nullable Epoch epoch,
        String comment,
        @Nullable Duration confirmWithin,
        String owner) {
      this(head, epoch, comment, confirmWithin, owner, null, null);
    }

    /** The same, found valid as of then; null: not at all. */
    Terms with(@Nullable Validated as) {
      return new Terms(head, epoch, comment, confirmWithin, owner, omitted, as);
    }
  }

  /**
   * Sets and deletes values: one commit, whole or not at all.
   *
   * @param space where
   * @param edits at most one for a place
   * @param terms on what it depends
   */
  record Write(SpaceId space, List<ConfigEdit> edits, Terms terms) implements ConfigCommand {
    /** Keeps its own copy. */
    public Write {
      edits = List.copyOf(edits);
    }

    @Override
    public int mostChanges() {
      return edits.size();
    }

    @Override
    public boolean toBeValid() {
      return true;
    }

    @Override
    public ConfigCommand with(Validated as) {
      return new Write(space, edits, terms.with(as));
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.write(this);
    }
  }

  /**
   * Makes the values again what they were at an earlier revision, by a new commit.
   *
   * @param space where
   * @param to the earlier revision
   * @param terms on what it depends
   */
  record Rollback(SpaceId space, Revision to, Terms terms) implements ConfigCommand {
    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public boolean toBeValid() {
      return true;
    }

    @Override
    public ConfigCommand with(Validated as) {
      return new Rollback(space, to, terms.with(as));
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.rollback(this);
    }
  }

  /**
   * Lets the commit stay that waits for its confirmation.
   *
   * @param space where
   * @param revision that the commit made; null: whichever waits
   */
  record Confirm(SpaceId space, @Nullable Revision revision) implements ConfigCommand {
    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.confirm(this);
    }
  }

  /**
   * Undoes the commit that waits for its confirmation, by a new commit.
   *
   * @param space where
   * @param revision that the commit made; null: whichever waits
   * @param comment why, in words; may be empty
   */
  record Cancel(SpaceId space, @Nullable Revision revision, String comment)
      implements ConfigCommand {
    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.cancel(this);
    }
  }

  /**
   * Undoes a commit that was not confirmed in time, by a new commit: what a leader proposes when
   * the time has come.
   *
   * @param space where
   * @param revision that the commit made
   */
  record Expire(SpaceId space, Revision revision) implements ConfigCommand {
    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.expire(this);
    }
  }

  /**
   * Adds edits to a candidate, which is begun by that when there is none of the name.
   *
   * @param id which
   * @param edits at most one for a place; nothing is expected of the values
   */
  record Stage(CandidateId id, List<ConfigEdit> edits) implements ConfigCommand {
    /** Keeps its own copy. */
    public Stage {
      edits = List.copyOf(edits);
    }

    @Override
    public SpaceId space() {
      return id.space();
    }

    @Override
    public int mostChanges() {
      return edits.size();
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.stage(this);
    }
  }

  /**
   * Makes the edits of a candidate a commit; the candidate is gone then.
   *
   * @param id which
   * @param terms on what it depends
   */
  record CommitCandidate(CandidateId id, Terms terms) implements ConfigCommand {
    @Override
    public SpaceId space() {
      return id.space();
    }

    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public boolean toBeValid() {
      return true;
    }

    @Override
    public ConfigCommand with(Validated as) {
      return new CommitCandidate(id, terms.with(as));
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.commitCandidate(this);
    }
  }

  /**
   * Says that the edits of a candidate are meant for the space as it is now.
   *
   * @param id which
   * @param head the revision that the space must have: what the caller has seen
   */
  record Rebase(CandidateId id, Revision head) implements ConfigCommand {
    @Override
    public SpaceId space() {
      return id.space();
    }

    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.rebase(this);
    }
  }

  /**
   * Throws a candidate away.
   *
   * @param id which
   */
  record Discard(CandidateId id) implements ConfigCommand {
    @Override
    public SpaceId space() {
      return id.space();
    }

    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.discard(this);
    }
  }

  /**
   * Throws a candidate away that was not used for long: what a leader proposes when the time has
   * come.
   *
   * @param id which
   */
  record DropUnused(CandidateId id) implements ConfigCommand {
    @Override
    public SpaceId space() {
      return id.space();
    }

    @Override
    public int mostChanges() {
      return ConfigLimits.COMMIT_CHANGES;
    }

    @Override
    public <R> R dispatch(Cases<R> cases) {
      return cases.dropUnused(this);
    }
  }
}
