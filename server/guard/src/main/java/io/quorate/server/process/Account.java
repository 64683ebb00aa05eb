package io.quorate.server.process;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user of this machine with the group to run under.
 *
 * @param user login name
 * @param uid number of the user
 * @param gid number of the group
 * @param home home directory
 * @param shell login shell
 */
public record Account(String user, long uid, long gid, String home, String shell) {
  /** What programs expect to be told of the user that they run as. */
  public SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("USER", user);
    variables.put("LOGNAME", user);
    variables.put("HOME", home);
    variables.put("SHELL", shell);
    return variables;
  }
}
