package io.quorate.core.config;

import io.quorate.core.Revision;
import io.quorate.core.store.StoreView;
import java.util.ArrayList;
import java.util.List;

/**
 * All values of a space, piece by piece, while it goes on being changed: what was changed after the
 * revision at which the first piece was read is left to {@link ConfigCatchUp}, from that revision.
 */
public final class ConfigListing {
  private static final int STRIDE = 16;

  private final ConfigView view;

  /** Of the space in this state. */
  public ConfigListing(StoreView store, SpaceId space) {
    this.view = new ConfigView(store, space);
  }

  /**
   * How far a listing has come.
   *
   * @param asOf the revision that it is of
   * @param scope whose values come next
   * @param after only those behind this path; empty for the first
   */
  public record Cursor(Revision asOf, ConfigScope scope, String after) {}

  /**
   * A piece of the values.
   *
   * @param values may be none
   * @param next where to go on
   * @param rest whether there is more
   */
  public record Step(List<ConfigView.Found> values, Cursor next, Rest rest) {}

  /** Whether a listing goes on. */
  public enum Rest {
    /** Everything was listed. */
    NONE,
    /** There may be more. */
    SOME
  }

  /** Begins with the present revision. */
  public Cursor begin() {
    return new Cursor(view.head().revision(), ConfigScope.ALL, "");
  }

  /**
   * The next piece.
   *
   * @param mostBytes of paths and values, unless the first alone has more
   */
  public Step next(Cursor from, WatchedPlaces watched, long mostBytes) {
    List<ConfigView.Found> values = new ArrayList<>();
    String after = from.after();
    long bytes = 0;
    while (bytes < mostBytes) {
      List<ConfigView.Found> found = view.list(from.scope(), watched.folder(), after, STRIDE);
      for (ConfigView.Found one : found) {
        after = one.place().path().value();
        if (one.entry().revision().compareTo(from.asOf()) <= 0) {
          values.add(one);
          bytes += after.length() + one.entry().value().size();
        }
        if (bytes >= mostBytes) {
          break;
        }
      }
      if (bytes < mostBytes && found.size() < STRIDE) {
        return new Step(values, behind(from, watched), rest(from, watched));
      }
    }
    return new Step(values, new Cursor(from.asOf(), from.scope(), after), Rest.SOME);
  }

  private Rest rest(Cursor from, WatchedPlaces watched) {
    return later(from, watched).isEmpty() ? Rest.NONE : Rest.SOME;
  }

  private Cursor behind(Cursor from, WatchedPlaces watched) {
    List<ConfigScope> later = later(from, watched);
    return new Cursor(from.asOf(), later.isEmpty() ? from.scope() : later.get(0), "");
  }

  private List<ConfigScope> later(Cursor from, WatchedPlaces watched) {
    return watched.scopes(view).stream()
        .filter(scope -> scope.compareTo(from.scope()) > 0)
        .sorted()
        .toList();
  }
}
