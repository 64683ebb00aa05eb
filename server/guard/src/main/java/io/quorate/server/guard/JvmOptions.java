package io.quorate.server.guard;

import java.util.List;
import java.util.Map;

/**
 * Environment variables that change every JVM below: the guard's must not see what was meant for
 * the agent's, but services inherit them as from any parent. So they travel through the guard under
 * another name.
 */
final class JvmOptions {
  private static final List<String> VARIABLES =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
  private static final String CARRIED = "QUORATE_CARRIED_";

  private JvmOptions() {}

  /** In the environment of the guard. */
  static void hide(Map<String, String> environment) {
    VARIABLES.forEach(name -> move(environment, name, CARRIED + name));
  }

  /** In the environment of a service. */
  static void restore(Map<String, String> environment) {
    VARIABLES.forEach(name -> move(environment, CARRIED + name, name));
  }

  private static void move(Map<String, String> environment, String from, String to) {
    String value = environment.remove(from);
    if (value != null) {
      environment.put(to, value);
    }
  }
}
