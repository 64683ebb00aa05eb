package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigValue;

/**
 * An entry as it stands.
 *
 * @param value the value
 * @param revision of the group's runtime entries at which it came to be so
 * @param end when it is over
 * @param written when it was written last; that it was touched does not count
 */
public record RuntimeEntry(
    ConfigValue value, Revision revision, RuntimeEnd end, ClusterTime written) {

  /** What it takes up at the place, in bytes. */
  long bytes(ConfigPlace place) {
    return place.path().value().length() + (long) value.size();
  }
}
