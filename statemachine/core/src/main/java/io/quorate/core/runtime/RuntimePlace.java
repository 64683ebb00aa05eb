package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.store.Counter;

/**
 * Where the row of an entry lies.
 *
 * @param space of which group and life
 * @param place its path, and for whom it is
 */
public record RuntimePlace(RuntimeSpace space, ConfigPlace place) {
  /** The place that has this key. */
  static RuntimePlace ofKey(String key) {
    int slash = key.indexOf('/', key.indexOf('/') + 1);
    return new RuntimePlace(
        RuntimeSpace.ofKey(key.substring(0, slash)), ConfigPlace.ofKey(key.substring(slash + 1)));
  }

  /** The key of its row. */
  String key() {
    return space.prefix() + place.key();
  }

  /** The key of its row among the deadlines, which sort as their times do. */
  String key(ClusterTime deadline) {
    return timeKey(deadline) + "/" + key();
  }

  /** The first part of the keys of deadlines at this time. */
  static String timeKey(ClusterTime deadline) {
    return Counter.key(Math.max(0, deadline.millis()));
  }

  @Override
  public String toString() {
    return key();
  }
}
