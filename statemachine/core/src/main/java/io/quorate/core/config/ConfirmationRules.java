package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a commit that waits for its confirmation. Only what is carried out settles it,
 * not the clock: who confirms it before it is undone, however late, is in time.
 */
final class ConfirmationRules {
  private final ConfigView view;
  private final SpaceId space;
  private final CommitDraft draft;
  private final ClusterTime now;

  ConfirmationRules(ConfigView view, SpaceId space, CommitDraft draft, ClusterTime now) {
    this.view = view;
    this.space = space;
    this.draft = draft;
    this.now = now;
  }

  ConfigDecision confirm(ConfigCommand.Confirm command) {
    return settle(
        command.revision(),
        awaited ->
            new ConfigDecision(
                new ConfigConfirmed(space, awaited.revision()), awaited.revision(), List.of()));
  }

  ConfigDecision cancel(ConfigCommand.Cancel command) {
    return settle(
        command.revision(),
        awaited -> undo(awaited, ConfigOrigin.Kind.CANCELLED, command.comment()));
  }

  ConfigDecision expire(ConfigCommand.Expire command) {
    return settle(
        command.revision(),
        awaited ->
            now.reached(awaited.until())
                ? undo(awaited, ConfigOrigin.Kind.UNCONFIRMED, "nobody confirmed it in time")
                : draft.refused(awaited.refusal()));
  }

  private ConfigDecision settle(
      @Nullable Revision named, Function<AwaitedCommit, ConfigDecision> then) {
    AwaitedCommit awaited = view.awaited();
    if (awaited == null) {
      return draft.refused(
          Refusal.of(
              Reason.NOTHING_TO_CONFIRM,
              "no commit of " + space + " waits for a confirmation",
              "see what became of it: quorate config log " + space));
    }
    if (named != null && !named.equals(awaited.revision())) {
      return draft.refused(
          Refusal.of(
              Reason.REVISION_CONFLICT,
              "revision "
                  + awaited.revision()
                  + " of "
                  + space
                  + " waits for a confirmation, not "
                  + named,
              "look at it: quorate config log " + space));
    }
    return then.apply(awaited);
  }

  /**
   * A commit can always be undone by one: it replaced and set no more than that may, nothing came
   * after it, and what it replaced is kept longest of all. Nothing else is asked: neither for whom
   * values may be, nor who owns them.
   */
  private ConfigDecision undo(AwaitedCommit awaited, ConfigOrigin.Kind kind, String comment) {
    ConfigOrigin origin = new ConfigOrigin(kind, awaited.revision());
    Revision before = new Revision(awaited.revision().value() - 1);
    return Restoration.of(view, before, draft, place -> true)
        .map(edits -> draft.decided(new ConfigChanged.Why(origin, comment), edits, null))
        .orElseGet(draft::refused);
  }
}
