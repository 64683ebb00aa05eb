package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.declaration.GroupConfiguration;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a commit was found valid by what holds when it is decided. */
final class ValidationRules {
  private final ConfigView view;
  private final SpaceId space;
  private final SpaceOwner.Declared declared;

  ValidationRules(ConfigView view, SpaceId space, SpaceOwner owner) {
    this.view = view;
    this.space = space;
    this.declared = owner.declared();
  }

  /**
   * Says when something of it was not, or by what is not so any more: a schema may have changed
   * since, and where the whole configuration was looked at, anything.
   */
  void check(Collection<ConfigEdit> edits, ConfigCommand.Terms terms, Refusals refusals) {
    if (!declared.configuration().validates() || edits.isEmpty()) {
      return;
    }
    Validated validated = terms.validated();
    boolean run = declared.configuration().validation() != null && terms.omitted() == null;
    boolean whole = run || edits.stream().anyMatch(this::ofSchema);
    Revision head = view.head().revision();
    if (whole && !stands(validated, head)) {
      refusals.add(stale(validated, head));
      return;
    }
    for (ConfigEdit edit : edits) {
      Optional<ConfigPath> schema = schema(edit);
      if (schema.isPresent() && !stands(validated, since(schema.get()))) {
        refusals.add(stale(validated, head));
        return;
      }
    }
  }

  private boolean ofSchema(ConfigEdit edit) {
    return edit.place().scope().node() == null
        && declared.configuration().isSchema(edit.place().path().value());
  }

  private Optional<ConfigPath> schema(ConfigEdit edit) {
    GroupConfiguration configuration = declared.configuration();
    return edit.to() == null
        ? Optional.empty()
        : configuration.schema(edit.place().path().value()).map(ConfigPath::new);
  }

  /** Since when the schema is what it is; that of one that is gone is not known. */
  private Revision since(ConfigPath schema) {
    ConfigEntry entry = view.get(new ConfigPlace(ConfigScope.ALL, schema));
    return entry == null ? view.head().revision() : entry.revision();
  }

  /** Whether it was validated by this declaration, and not before the revision. */
  private boolean stands(@Nullable Validated validated, Revision since) {
    return validated != null
        && validated.declaration().equals(declared.revision())
        && validated.head().compareTo(since) >= 0;
  }

  private Refusal stale(@Nullable Validated validated, Revision head) {
    String now = space + " is at revision " + head + ", its declaration at " + declared.revision();
    return Refusal.of(
        Reason.NOT_VALIDATED,
        validated == null
            ? "nobody has validated it; " + now
            : "it was validated at revision "
                + validated.head()
                + " by declaration "
                + validated.declaration()
                + "; "
                + now,
        "ask for it again: whoever leads validates it first");
  }
}
