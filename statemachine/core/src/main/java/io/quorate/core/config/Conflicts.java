package io.quorate.core.config;

import io.quorate.core.Epoch;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What speaks against a change that was based on something else than what is. */
public final class Conflicts {
  private Conflicts() {}

  /**
   * Against a change for an epoch that is not open, so that an old active writes nothing any more.
   *
   * @param of the group, as people call it
   * @param open its open epoch; null when there is none
   * @param wanted the epoch that must be open; null: none need be
   */
  public static Optional<Refusal> epoch(Object of, @Nullable Epoch open, @Nullable Epoch wanted) {
    return wanted == null || wanted.equals(open)
        ? Optional.empty()
        : Optional.of(
            Refusal.of(
                Reason.STALE_EPOCH,
                "epoch " + wanted + " of " + of + " is not open",
                "only the active of the open epoch may write this; ask who that is now"));
  }

  /**
   * Against a change of a value that is not as it was expected to be.
   *
   * @param value what it is called beside its path
   * @param path of it
   * @param is the revision of the present value, NONE when there is none
   * @param expected the revision that it must have, NONE when there must be none; null: any
   */
  public static Optional<Refusal> value(
      String value, ConfigPath path, Revision is, @Nullable Revision expected) {
    return expected == null || expected.equals(is)
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Reason.REVISION_CONFLICT,
                value + " is " + stands(is) + ", not " + stands(expected),
                "read it again, and base the change on that",
                path.value()));
  }

  private static String stands(Revision revision) {
    return revision.equals(Revision.NONE) ? "absent" : "of revision " + revision;
  }
}
