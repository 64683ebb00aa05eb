package io.quorate.core.config;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.store.StoreView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a command may do to a space. Reads, never writes; says all that speaks against a command,
 * not only the first thing.
 */
public final class ConfigRules implements ConfigCommand.Cases<ConfigDecision> {
  private final ConfigView view;
  private final ClusterTime now;
  private final CommitDraft draft;
  private final ConfirmationRules confirmation;
  private final CandidateRules candidates;
  private final String actor;
  private final GroupConfiguration configuration;

  private ConfigRules(StoreView store, SpaceId space, SpaceOwner owner, Asked asked) {
    ClusterTime at = asked.now();
    this.view = new ConfigView(store, space);
    this.now = at;
    this.actor = asked.actor();
    this.configuration = owner.declared().configuration();
    this.draft = new CommitDraft(view, space, owner);
    this.confirmation = new ConfirmationRules(view, space, draft, at);
    this.candidates = new CandidateRules(view, new CandidateView(store), draft, at);
  }

  /**
   * By whom and when a command was asked for.
   *
   * @param actor who
   * @param now the cluster's clock
   */
  public record Asked(String actor, ClusterTime now) {}

  /** Decides about a command in this state. */
  public static ConfigDecision decide(
      ConfigCommand command, SpaceOwner owner, Asked asked, StoreView store) {
    return command.dispatch(new ConfigRules(store, command.space(), owner, asked));
  }

  @Override
  public ConfigDecision write(ConfigCommand.Write write) {
    draft.terms(write.terms());
    if (write.edits().size() > ConfigLimits.EDITS) {
      return draft.refused(
          Refusal.of(
              Reason.LIMIT_EXCEEDED,
              write.edits().size() + " changes in one write",
              "write at most " + ConfigLimits.EDITS + " at once"));
    }
    NavigableMap<ConfigPlace, ConfigEdit> edits = new TreeMap<>();
    List<ConfigPlace> unchanged = new ArrayList<>();
    for (ConfigEdit edit : write.edits()) {
      ConfigEntry present = view.get(edit.place());
      if (!draft.weighed(edit, present)) {
        return draft.refused();
      }
      if (edits.put(edit.place(), edit) != null) {
        draft.invalid(edit, "two changes of " + edit.place().whose("the value") + " in one write");
      }
      if (!CommitDraft.changes(edit, present)) {
        unchanged.add(edit.place());
      }
      draft.form(edit);
      expectation(edit, present);
    }
    WriteBounds.check(write.edits(), draft.refusals());
    unchanged.forEach(edits::remove);
    return draft.finished(
        new ConfigChanged.Why(ConfigOrigin.WRITE, write.terms().comment()),
        edits.values(),
        write.terms(),
        until(write.terms()));
  }

  private void expectation(ConfigEdit edit, @Nullable ConfigEntry present) {
    Revision is = present == null ? Revision.NONE : present.revision();
    Conflicts.value(edit.place().whose("the value"), edit.place().path(), is, edit.expected())
        .ifPresent(draft.refusals()::add);
  }

  private @Nullable ClusterTime until(ConfigCommand.Terms terms) {
    Duration within = terms.confirmWithin();
    return within == null ? null : now.plus(within);
  }

  @Override
  public ConfigDecision rollback(ConfigCommand.Rollback rollback) {
    draft.terms(rollback.terms());
    Revision to = rollback.to();
    Optional<Refusal> beyond = view.beyondReach(to);
    if (beyond.isPresent()) {
      return draft.refused(beyond.get());
    }
    ConfigOrigin origin = new ConfigOrigin(ConfigOrigin.Kind.ROLLBACK, to);
    return Restoration.of(view, to, draft, place -> mayRestore(place, rollback.terms()))
        .map(
            edits ->
                draft.finished(
                    new ConfigChanged.Why(origin, rollback.terms().comment()),
                    edits,
                    rollback.terms(),
                    until(rollback.terms())))
        .orElseGet(draft::refused);
  }

  /** What another system owns stays as it has it, whatever people bring back. */
  private boolean mayRestore(ConfigPlace place, ConfigCommand.Terms terms) {
    return configuration.owner(place.path().value()).map(terms.owner()::equals).orElse(true);
  }

  @Override
  public ConfigDecision confirm(ConfigCommand.Confirm command) {
    return confirmation.confirm(command);
  }

  @Override
  public ConfigDecision cancel(ConfigCommand.Cancel command) {
    return confirmation.cancel(command);
  }

  @Override
  public ConfigDecision expire(ConfigCommand.Expire command) {
    return confirmation.expire(command);
  }

  /** The same order again changes nothing. What is paused is not tried before it is resumed. */
  @Override
  public ConfigDecision orderSync(ConfigCommand.OrderSync command) {
    SyncPause pause = view.paused();
    if (pause != null && command.order() == SyncOrder.NOW) {
      return draft.refused(pause.refusal(command.space().group()));
    }
    boolean same = command.order() == (pause == null ? SyncOrder.RESUME : SyncOrder.PAUSE);
    return new ConfigDecision(
        same ? null : new SyncOrdered(command.space(), command.order(), command.reason()),
        view.head().revision(),
        List.of());
  }

  @Override
  public ConfigDecision stage(ConfigCommand.Stage command) {
    return candidates.stage(command, actor);
  }

  @Override
  public ConfigDecision commitCandidate(ConfigCommand.CommitCandidate command) {
    return candidates.commit(command, until(command.terms()));
  }

  @Override
  public ConfigDecision rebase(ConfigCommand.Rebase command) {
    return candidates.rebase(command);
  }

  @Override
  public ConfigDecision discard(ConfigCommand.Discard command) {
    return candidates.discard(command.id());
  }

  @Override
  public ConfigDecision dropUnused(ConfigCommand.DropUnused command) {
    return candidates.dropUnused(command.id());
  }
}
