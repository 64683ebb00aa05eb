package io.quorate.core.declaration;

import java.util.regex.Pattern;

/**
 * Whom a program runs as on the machine of its node, by name.
 *
 * @param user empty: the node's own user
 * @param group empty: the user's own group
 */
public record RunAs(String user, String group) {
  /** As the node itself. */
  public static final RunAs NODE = new RunAs("", "");

  /** What the tables of Unix can hold, and those of directories with a domain behind the name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@$-]{0,63}");

  /** Refuses what cannot be a name, and a group without a user; ask {@link #isName} first. */
  public RunAs {
    boolean named = user.isEmpty() ? group.isEmpty() : isName(user);
    if (!named || !(group.isEmpty() || isName(group))) {
      throw new IllegalArgumentException("not a user and a group: " + user + " " + group);
    }
  }

  /** Whether a user or a group can have this name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
