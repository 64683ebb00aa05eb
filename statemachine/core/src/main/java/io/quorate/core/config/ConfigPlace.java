package io.quorate.core.config;

/**
 * Where a value stands within a space.
 *
 * @param scope for whom it is
 * @param path its path
 */
public record ConfigPlace(ConfigScope scope, ConfigPath path) implements Comparable<ConfigPlace> {
  /** The place at the path for all members. */
  public static ConfigPlace forAll(ConfigPath path) {
    return new ConfigPlace(ConfigScope.ALL, path);
  }

  /** Its part of the keys of rows. */
  public String key() {
    return scope.key() + "/" + path.value();
  }

  /** The place that has this part of a key. */
  public static ConfigPlace ofKey(String key) {
    int slash = key.indexOf('/');
    return new ConfigPlace(
        ConfigScope.ofKey(key.substring(0, slash)), new ConfigPath(key.substring(slash + 1)));
  }

  /**
   * What stands there, where its path is named already.
   *
   * @param what such as {@code the value}
   */
  public String whose(String what) {
    return scope.node() == null ? what : what + " of " + scope.node();
  }

  @Override
  public int compareTo(ConfigPlace other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return scope.node() == null ? path.value() : path + " of " + scope.node();
  }
}
