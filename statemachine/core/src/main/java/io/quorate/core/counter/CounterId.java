package io.quorate.core.counter;

import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPath;

/**
 * Names a counter.
 *
 * @param group whose
 * @param name in the form of a path, such as {@code patver}
 */
public record CounterId(GroupId group, ConfigPath name) {
  /** The key of its row. */
  String key() {
    return group.value() + "/" + name.value();
  }

  @Override
  public String toString() {
    return name + " of " + group;
  }
}
