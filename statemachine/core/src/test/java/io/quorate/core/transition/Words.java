package io.quorate.core.transition;

import java.util.Locale;

/** Names of the code in plain words. */
final class Words {
  private Words() {}

  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
