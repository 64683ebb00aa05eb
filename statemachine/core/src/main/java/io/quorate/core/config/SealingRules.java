package io.quorate.core.config;

import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.declaration.GroupConfiguration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Where values may be sealed, and that none is, or is no more, by mistake. */
final class SealingRules {
  private final GroupConfiguration configuration;
  private final Refusals refusals;

  SealingRules(GroupConfiguration configuration, Refusals refusals) {
    this.configuration = configuration;
    this.refusals = refusals;
  }

  /**
   * Says what is against the edits.
   *
   * @param unlike those of which the value that stands there is sealed and the new one not, or the
   *     other way round
   */
  void check(Collection<ConfigEdit> edits, Collection<ConfigEdit> unlike) {
    for (ConfigEdit edit : edits) {
      ConfigValue to = edit.to();
      if (to != null && to.seal() != null && governed(edit.place())) {
        refusals.add(withSchema(edit.place()));
      }
    }
    unlike.forEach(edit -> refusals.add(differs(edit.place(), edit.to())));
  }

  private boolean governed(ConfigPlace place) {
    String path = place.path().value();
    return configuration.schema(path).isPresent() || configuration.isSchema(path);
  }

  private static Refusal differs(ConfigPlace place, @Nullable ConfigValue to) {
    return to == null || to.seal() == null
        ? new Refusal(
            Reason.SEALING_DIFFERS,
            place.whose("the value") + " is a secret, and would be plain for everybody to read",
            "set it with quorate secret put, or delete it in a commit before",
            place.path().value())
        : new Refusal(
            Reason.SEALING_DIFFERS,
            place.whose("the value")
                + " is plain, and stays readable in the history when it is sealed",
            "delete it in a commit before, and put a secret that nobody has read yet",
            place.path().value());
  }

  /** Against a sealed value where a schema is declared. */
  static Refusal withSchema(ConfigPlace place) {
    return new Refusal(
        Reason.SEALED_WITH_SCHEMA,
        place.whose("the value")
            + " is sealed, so it can neither be held against a schema nor be one",
        "declare no schema for the path, or set it as a plain value",
        place.path().value());
  }

  /** Against moving a sealed value to another scope. */
  static Refusal moved(ConfigPlace to) {
    return new Refusal(
        Reason.SEALED_STAYS,
        to.whose("the value") + " would be a secret that opens only where it was put",
        "put the secret where it shall be, and delete it where it is, in one candidate",
        to.path().value());
  }
}
