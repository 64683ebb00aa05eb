package io.quorate.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A space as edits would leave it. */
final class AfterEdits {
  private final ConfigView view;
  private final NavigableMap<ConfigPlace, ConfigEdit> edits = new TreeMap<>();

  AfterEdits(ConfigView view, Collection<ConfigEdit> edits) {
    this.view = view;
    edits.forEach(edit -> this.edits.put(edit.place(), edit));
  }

  /** Whether an edit is about the place. */
  boolean edits(ConfigPlace place) {
    return edits.containsKey(place);
  }

  /** What would stand at the place; null when nothing would. */
  @Nullable ConfigValue value(ConfigPlace place) {
    ConfigEdit edit = edits.get(place);
    if (edit != null) {
      return edit.to();
    }
    ConfigEntry present = view.get(place);
    return present == null ? null : present.value();
  }

  /**
   * Whether the condition at the path would hold: what stands there for all is some kind of yes.
   */
  boolean holds(String path) {
    return Condition.holds(value(ConfigPlace.forAll(new ConfigPath(path))));
  }

  /**
   * For whom there would be values, by path.
   *
   * @param prefixes what the paths begin with; none of these begins with another
   * @param limit how many stored values are looked at
   * @return null when there are more
   */
  @Nullable SortedMap<String, SortedSet<ConfigScope>> standing(List<String> prefixes, int limit) {
    SortedMap<String, SortedSet<ConfigScope>> standing = new TreeMap<>();
    int looked = 0;
    for (ConfigScope scope : view.scopes()) {
      for (String prefix : prefixes) {
        List<String> paths = view.paths(scope, prefix, limit - looked + 1);
        looked += paths.size();
        if (looked > limit) {
          return null;
        }
        for (String path : paths) {
          if (!edits(new ConfigPlace(scope, new ConfigPath(path)))) {
            standing.computeIfAbsent(path, any -> new TreeSet<>()).add(scope);
          }
        }
      }
    }
    for (ConfigEdit edit : edits.values()) {
      String path = edit.place().path().value();
      if (edit.to() != null && prefixes.stream().anyMatch(path::startsWith)) {
        standing.computeIfAbsent(path, any -> new TreeSet<>()).add(edit.place().scope());
      }
    }
    return standing;
  }

  /**
   * All the edits, in the order of their places, with more, of which none is about one of these.
   */
  List<ConfigEdit> with(Collection<ConfigEdit> more) {
    NavigableMap<ConfigPlace, ConfigEdit> all = new TreeMap<>(edits);
    more.forEach(edit -> all.put(edit.place(), edit));
    return new ArrayList<>(all.values());
  }
}
