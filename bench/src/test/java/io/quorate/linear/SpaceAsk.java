package io.quorate.linear;

/** What clients ask of the values that a group keeps by path. */
public sealed interface SpaceAsk {
  /**
   * What stands there.
   *
   * @param path where
   */
  record Get(String path) implements SpaceAsk {}

  /**
   * From now on it is this.
   *
   * @param path where
   * @param value what nobody wrote before
   */
  record Put(String path, String value) implements SpaceAsk {}

  /**
   * From now on it is this, if it is of that revision.
   *
   * @param path where
   * @param value what nobody wrote before
   * @param revision of what stands there; 0: nothing does
   */
  record PutIf(String path, String value, long revision) implements SpaceAsk {}

  /**
   * Nothing stands there any more.
   *
   * @param path where
   */
  record Delete(String path) implements SpaceAsk {}

  /**
   * A candidate that would make it this.
   *
   * @param name of the candidate, which nobody used before
   * @param path where
   * @param value what nobody wrote before
   */
  record Stage(String name, String path, String value) implements SpaceAsk {}

  /**
   * The candidate counts.
   *
   * @param name of the candidate
   */
  record Commit(String name) implements SpaceAsk {}
}
