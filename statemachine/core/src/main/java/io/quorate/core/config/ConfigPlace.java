package io.quorate.core.config;

/**
 * Where a value stands within a space.
 *
 * @param scope for whom it is
 * @param path its path
 */
public record ConfigPlace(ConfigScope scope, ConfigPath path) implements Comparable<ConfigPlace> {
  /** Its part of the keys of rows. */
  String key() {
    return scope.key() + "/" + path.value();
  }

  /** The place that has this part of a key. */
  static ConfigPlace ofKey(String key) {
    int slash = key.indexOf('/');
    return new ConfigPlace(
        ConfigScope.ofKey(key.substring(0, slash)), new ConfigPath(key.substring(slash + 1)));
  }

  /** What stands there, beside a path that is named already: for whom it is. */
  public String value() {
    return scope.node() == null ? "the value" : "the value of " + scope.node();
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
