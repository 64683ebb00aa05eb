package io.quorate.core.config;

import io.quorate.core.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places of a space that somebody watches.
 *
 * @param folder below which path, or it itself; empty for all
 * @param node whose own values beside those for all; null: those of every member
 */
public record WatchedPlaces(String folder, @Nullable NodeId node) {
  /** Every place. */
  public static final WatchedPlaces ALL = new WatchedPlaces("", null);

  /** Whether this is one of them. */
  public boolean has(ConfigPlace place) {
    return has(place.scope()) && place.path().liesBelow(folder);
  }

  private boolean has(ConfigScope scope) {
    return node == null || scope.node() == null || scope.node().equals(node);
  }

  /** Those scopes that may have such places. */
  List<ConfigScope> scopes(ConfigView view) {
    return view.scopes().stream().filter(this::has).toList();
  }
}
