package io.quorate.server.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Environment variables that are meant for one JVM of ours and not for what it starts, or the other
 * way round. What a program would have had without us travels through our JVMs under another name.
 *
 * <p>The options of a JVM: the guard's must not see what was meant for the agent's. The locale: a
 * JVM decides by it once, at its start, in which encoding arguments, environment and file names
 * cross to the system; ours is always UTF-8. The limit of open files: a JVM raises its own to the
 * utmost, which old programs do not bear.
 */
public final class CarriedEnvironment {
  /** What a JVM of ours must have as {@link #LOCALE}. */
  static final String UTF_8_LOCALE = "C.UTF-8";

  static final String LOCALE = "LC_ALL";

  private static final List<String> JVM_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
  private static final String CARRIED = "QUORATE_CARRIED_";
  private static final String OPEN_FILES = CARRIED + "OPEN_FILES";

  private CarriedEnvironment() {}

  /** For a JVM of ours that is to start as if nobody had set options for JVMs. */
  public static void hide(Map<String, String> environment) {
    JVM_OPTIONS.forEach(name -> move(environment, name, CARRIED + name));
    speakUtf8(environment);
  }

  /** For any JVM of ours, as {@code bin/quorate} does it. */
  public static void speakUtf8(Map<String, String> environment) {
    // An empty value counts as none: POSIX has it so.
    environment.putIfAbsent(CARRIED + LOCALE, environment.getOrDefault(LOCALE, ""));
    environment.put(LOCALE, UTF_8_LOCALE);
  }

  /** What to add for a JVM of ours that is run as a command. */
  public static SortedMap<String, String> ofOwnJvm() {
    SortedMap<String, String> environment = new TreeMap<>();
    JVM_OPTIONS.forEach(name -> environment.put(name, ""));
    environment.put(LOCALE, UTF_8_LOCALE);
    return environment;
  }

  /** For a program that is not ours: what it would have inherited without our JVMs in between. */
  public static void restore(Map<String, String> environment) {
    JVM_OPTIONS.forEach(name -> move(environment, CARRIED + name, name));
    move(environment, CARRIED + LOCALE, LOCALE);
    if (environment.getOrDefault(LOCALE, "").isEmpty()) {
      environment.remove(LOCALE);
    }
    environment.remove(OPEN_FILES);
  }

  /** What is wrong with this JVM's own encoding, for an operator; empty when nothing is. */
  public static Optional<String> lostText() {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    return encoding.equals("UTF-8")
        ? Optional.empty()
        : Optional.of(
            "this JVM passes names and arguments on in "
                + encoding
                + ", so other characters are lost: start it with bin/quorate, and see that the"
                + " machine has the locale "
                + UTF_8_LOCALE);
  }

  /** The soft limit of open files that programs are to have; empty where nobody has said. */
  static String openFiles() {
    String limit = System.getenv(OPEN_FILES);
    return limit == null ? "" : limit;
  }

  private static void move(Map<String, String> environment, String from, String to) {
    String value = environment.remove(from);
    if (value != null) {
      environment.put(to, value);
    }
  }
}
