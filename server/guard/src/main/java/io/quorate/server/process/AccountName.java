package io.quorate.server.process;

/**
 * Who a program is to run as, by name.
 *
 * @param user empty: the node's own user
 * @param group empty: the user's own group
 */
public record AccountName(String user, String group) {
  /** As the node itself. */
  public static final AccountName NODE = new AccountName("", "");

  /** A group alone says nothing. */
  public AccountName {
    if (user.isEmpty() && !group.isEmpty()) {
      throw new IllegalArgumentException("group " + group + " without a user");
    }
  }
}
