package io.quorate.core.registry;

import io.quorate.core.Reason;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateView;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigEdit;
import io.quorate.core.config.ConfigView;
import io.quorate.core.config.ToValidate;
import io.quorate.core.config.Validated;
import io.quorate.core.declaration.GroupConfiguration;
import io.quorate.core.declaration.ValidationCommand;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be found valid, outside of the state machine, before a request is proposed that makes
 * a commit.
 *
 * @param command with the numbers by which it is valid, when it is
 * @param work what has to be looked at by schemas
 * @param edits what the commit would do
 * @param trial the command that must accept it; null: none
 */
public record Validation(
    ConfigCommand command,
    ToValidate work,
    List<ConfigEdit> edits,
    @Nullable ValidationCommand trial) {
  /** Keeps its own copy. */
  public Validation {
    edits = List.copyOf(edits);
  }

  /**
   * What has to be validated as things are now.
   *
   * @return empty when nothing has to be: the group asks for nothing, the request was carried out
   *     already, or the rules refuse it, which they will say
   */
  public static Optional<Validation> of(Request request, ConfigCommand command, StoreView store) {
    GroupRecord group = store.get(Table.GROUPS, command.space().group().value());
    if (group == null
        || !command.toBeValid()
        || !group.spec().configuration().validates()
        || Preview.settled(request, store)) {
      return Optional.empty();
    }
    ConfigView view = new ConfigView(store, command.space());
    ConfigCommand validated =
        command.with(
            new Validated(view.head().revision(), group.revision(), edition(command, store)));
    Decision decision = Preview.of(request.with(new Command.Configure(validated)), store);
    GroupConfiguration configuration = group.spec().configuration();
    return decision instanceof Decision.Accepted accepted
        ? accepted.events().stream()
            .filter(Event.Configured.class::isInstance)
            .map(event -> ((Event.Configured) event).what())
            .filter(ConfigChanged.class::isInstance)
            .map(ConfigChanged.class::cast)
            .findFirst()
            .map(
                changed ->
                    new Validation(
                        validated,
                        ToValidate.of(store, command.space(), configuration, changed.edits()),
                        changed.edits(),
                        changed.why().omitted() == null ? configuration.validation() : null))
        : Optional.empty();
  }

  private static long edition(ConfigCommand command, StoreView store) {
    if (!(command instanceof ConfigCommand.CommitCandidate commit)) {
      return 0;
    }
    Candidate candidate = new CandidateView(store).get(commit.id());
    return candidate == null ? 0 : candidate.edition();
  }

  /** The decision, with the reasons that stand whether it was validated or not. */
  public static Decision withoutStale(Decision decision) {
    if (!(decision instanceof Decision.Rejected rejected) || overtaken(decision)) {
      return decision;
    }
    return new Decision.Rejected(
        rejected.refusals().stream()
            .filter(refusal -> refusal.reason() != Reason.NOT_VALIDATED)
            .toList());
  }

  /** Whether the request was refused for no other reason than that something has changed since. */
  public static boolean overtaken(Decision decision) {
    return decision instanceof Decision.Rejected rejected
        && rejected.refusals().stream()
            .allMatch(refusal -> refusal.reason() == Reason.NOT_VALIDATED);
  }
}
