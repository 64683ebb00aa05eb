package io.quorate.core.runtime;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runtime entries of a group, piece by piece, while they go on being changed: what was written
 * after the revision at which the first piece was read is left out, and must be told by somebody
 * who has noted the changes since then.
 *
 * @param asOf the revision that it is of
 * @param scope whose entries come next
 * @param after only those behind this path; empty for the first
 */
public record RuntimeListing(Revision asOf, ConfigScope scope, String after) {
  private static final int STRIDE = 32;

  /**
   * A piece of the entries.
   *
   * @param entries may be none
   * @param next where to go on
   * @param rest whether there is more
   */
  public record Step(List<RuntimeView.Found> entries, RuntimeListing next, Rest rest) {}

  /** Whether a listing goes on. */
  public enum Rest {
    /** Everything was listed. */
    NONE,
    /** There may be more. */
    SOME
  }

  /** Begins with the present revision. */
  public static RuntimeListing begin(RuntimeView view) {
    return new RuntimeListing(view.head().revision(), ConfigScope.ALL, "");
  }

  /**
   * The next piece.
   *
   * @param folder below which path, or it itself; empty for all
   * @param mostBytes of paths and values, unless the first alone has more
   */
  public Step next(RuntimeView view, String folder, long mostBytes) {
    List<RuntimeView.Found> entries = new ArrayList<>();
    String last = after;
    long bytes = 0;
    while (true) {
      List<RuntimeView.Found> found = view.list(scope, folder, last, STRIDE);
      for (RuntimeView.Found one : found) {
        last = one.place().path().value();
        if (one.entry().revision().compareTo(asOf) <= 0) {
          entries.add(one);
          bytes += one.entry().bytes(one.place());
        }
        if (bytes >= mostBytes) {
          return new Step(entries, new RuntimeListing(asOf, scope, last), Rest.SOME);
        }
      }
      if (found.size() < STRIDE) {
        return behind(view, entries);
      }
    }
  }

  /** Where the next scope begins, if there is one. */
  private Step behind(RuntimeView view, List<RuntimeView.Found> entries) {
    Optional<ConfigScope> next =
        view.scopes().stream().filter(other -> other.compareTo(scope) > 0).findFirst();
    return new Step(
        entries,
        new RuntimeListing(asOf, next.orElse(scope), ""),
        next.isPresent() ? Rest.SOME : Rest.NONE);
  }
}
