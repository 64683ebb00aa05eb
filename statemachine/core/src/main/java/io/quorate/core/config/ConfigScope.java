package io.quorate.core.config;

import io.quorate.core.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * For whom a value is: all members, or one of them. A value of one member belongs to its name, not
 * to a machine, and stands over that for all.
 *
 * @param node the member; null for all
 */
public record ConfigScope(@Nullable NodeId node) implements Comparable<ConfigScope> {
  /** All members. */
  public static final ConfigScope ALL = new ConfigScope(null);

  private static final String ALL_KEY = "@";

  /** Its part of the keys of rows. */
  public String key() {
    return node == null ? ALL_KEY : node.value();
  }

  /** The scope that has this part of a key. */
  public static ConfigScope ofKey(String key) {
    return key.equals(ALL_KEY) ? ALL : new ConfigScope(new NodeId(key));
  }

  @Override
  public int compareTo(ConfigScope other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return node == null ? "all members" : "member " + node;
  }
}
