package io.quorate.core.runtime;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigValue;

/**
 * An entry as it stands.
 *
 * @param value the value
 * @param revision of the group's runtime entries at which it came to be so
 * @param end when it is over
 */
public record RuntimeEntry(ConfigValue value, Revision revision, RuntimeEnd end) {

  /** What it takes up at the path, in bytes. */
  long bytes(ConfigPath path) {
    return path.value().length() + (long) value.size();
  }
}
