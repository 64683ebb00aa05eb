package io.quorate.server.process;

/**
 * Who a program is to run as, by the names that a declaration uses.
 *
 * @param user empty: the node's own user
 * @param group empty: the user's own group
 */
public record RunAs(String user, String group) {
  /** As the node itself. */
  public static final RunAs NODE = new RunAs("", "");

  /** A group alone says nothing. */
  public RunAs {
    if (user.isEmpty() && !group.isEmpty()) {
      throw new IllegalArgumentException("group " + group + " without a user");
    }
  }
}
