package io.quorate.core.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a value is some kind of yes: what a scope can depend on. */
public final class Condition {
  private static final Set<String> NOT = Set.of("", "off", "false", "no", "0");
  private static final int LONGEST_SWITCH = 16;

  private Condition() {}

  /** Whether the condition holds while this stands at its path; null: nothing does. */
  public static boolean holds(@Nullable ConfigValue value) {
    if (value == null) {
      return false;
    }
    if (value.size() > LONGEST_SWITCH || value.seal() != null) {
      return true; // nobody who decides can look into what is sealed
    }
    String text = new String(value.bytes(), StandardCharsets.UTF_8);
    return !NOT.contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
