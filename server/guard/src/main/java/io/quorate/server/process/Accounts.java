package io.quorate.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The users and groups of this machine, by way of {@code getent}, which asks whatever the machine
 * has them from. That may take time: not for threads that must not wait.
 */
public final class Accounts {
  private static final long LIMIT_SECONDS = 10;
  private static final int USER_FIELDS = 7;
  private static final int GROUP_FIELDS = 4;

  private final Toolbox tools;
  private final String getent;
  private final long own;

  private Accounts(Toolbox tools, String getent, long own) {
    this.tools = tools;
    this.getent = getent;
    this.own = own;
  }

  /** Those of this machine, for a node that runs as its own user. */
  public static Accounts ofMachine(Toolbox tools) {
    return as(tools, ProcFs.ofMachine().ownUser());
  }

  /** The same for a node that runs as root, whoever asks. */
  public static Accounts ofRoot(Toolbox tools) {
    return as(tools, 0);
  }

  /** The same for a node that runs as this user. */
  static Accounts as(Toolbox tools, long uid) {
    return new Accounts(tools, Toolbox.find("getent"), uid);
  }

  /**
   * Whom it means.
   *
   * @return null for the node's own user, as which a program runs anyway
   * @throws UnknownAccountException when there is no such user or group, or this node may not
   *     become it
   */
  public @Nullable Account find(AccountName wanted)
      throws UnknownAccountException, InterruptedException {
    if (wanted.user().isEmpty()) {
      return null;
    }
    if (getent.isEmpty()) {
      throw new UnknownAccountException(
          "getent is missing: user " + wanted.user() + " cannot be looked up");
    }
    List<String> user = entry("passwd", wanted.user(), USER_FIELDS);
    long uid = Long.parseLong(user.get(2));
    long gid = Long.parseLong(user.get(3));
    if (!wanted.group().isEmpty()) {
      gid = Long.parseLong(entry("group", wanted.group(), GROUP_FIELDS).get(2));
    }
    if (own != 0 && uid != own) {
      throw new UnknownAccountException(
          "this node does not run as root and may not become user "
              + wanted.user()
              + "; run the node as root, or the program as the node's user");
    }
    if (own == 0 && uid != 0 && tools.setpriv().isEmpty()) {
      throw new UnknownAccountException(
          "setpriv (util-linux) is missing: nothing can run as user " + wanted.user());
    }
    return own == 0 ? new Account(user.get(0), uid, gid, user.get(5), user.get(6)) : null;
  }

  private List<String> entry(String table, String name, int fields)
      throws UnknownAccountException, InterruptedException {
    String kind = table.equals("passwd") ? "user" : "group";
    List<String> entry =
        ask(table, name).map(line -> List.of(line.split(":", -1))).orElse(List.of());
    if (entry.size() < fields) {
      throw new UnknownAccountException(
          "there is no " + kind + " " + name + "; make it, or name another one");
    }
    return entry;
  }

  private Optional<String> ask(String table, String name)
      throws UnknownAccountException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(getent, table, name)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new UnknownAccountException(
            "no answer within " + LIMIT_SECONDS + " s about " + name + ": see the name service");
      }
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : text.lines().findFirst();
    } catch (IOException notStarted) {
      throw new UnknownAccountException("cannot look up " + name + ": " + notStarted.getMessage());
    }
  }
}
