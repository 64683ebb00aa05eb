package io.quorate.core.counter;

import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.PathRange;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the counters of one group. */
public final class CounterView {
  private final StoreView store;
  private final GroupId group;

  /** In this state. */
  public CounterView(StoreView store, GroupId group) {
    this.store = store;
    this.group = group;
  }

  /** How the counter stands; null when it was never used. */
  public @Nullable CounterRecord get(ConfigPath name) {
    return store.get(Table.GROUP_COUNTERS, new CounterId(group, name).key());
  }

  /**
   * Counters in the order of their names.
   *
   * @param after only those behind this name; empty for the first
   * @param limit how many at most
   */
  public List<Found> list(String after, int limit) {
    return new PathRange(group.value() + "/", "", after)
        .rows(store, Table.GROUP_COUNTERS, limit).stream()
            .map(row -> new Found(new ConfigPath(row.key()), row.value()))
            .toList();
  }

  /**
   * A counter with its name.
   *
   * @param name its name
   * @param counter how it stands
   */
  public record Found(ConfigPath name, CounterRecord counter) {}
}
