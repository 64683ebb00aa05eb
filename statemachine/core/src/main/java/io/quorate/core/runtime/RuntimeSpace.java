package io.quorate.core.runtime;

import io.quorate.core.GroupId;

/**
 * The runtime entries of a group in one of its lives: when it is deleted its rows are left behind
 * under the old life, which nobody reads, and are swept later.
 *
 * @param group whose
 * @param life which
 */
public record RuntimeSpace(GroupId group, long life) {
  /** The space that has this key. */
  static RuntimeSpace ofKey(String key) {
    int slash = key.indexOf('/');
    return new RuntimeSpace(
        new GroupId(key.substring(0, slash)), Long.parseLong(key.substring(slash + 1)));
  }

  /** The key of the space itself. */
  String key() {
    return group.value() + "/" + life;
  }

  /** What the keys of its rows begin with. */
  String prefix() {
    return key() + "/";
  }

  @Override
  public String toString() {
    return key();
  }
}
