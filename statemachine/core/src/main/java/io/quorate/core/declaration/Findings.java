package io.quorate.core.declaration;

import io.quorate.core.Names;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Collects what is wrong with a declaration, each with its path and remedy. */
final class Findings {
  private final List<Refusal> found = new ArrayList<>();

  List<Refusal> all() {
    return List.copyOf(found);
  }

  void add(Reason reason, String path, String message, String remedy) {
    found.add(new Refusal(reason, message, remedy, path));
  }

  void invalid(String path, String message, String remedy) {
    add(Reason.INVALID_VALUE, path, message, remedy);
  }

  void impossible(String path, String message, String remedy) {
    add(Reason.IMPOSSIBLE_TIMING, path, message, remedy);
  }

  void duplicate(String path, String name) {
    add(Reason.DUPLICATE_NAME, path, "'" + name + "' is there twice", "give each its own name");
  }

  void name(String path, String name, Set<String> seen) {
    if (!Names.wellFormed(name)) {
      invalid(
          path, "'" + name + "' is not a name", "use 1 to 63 of a-z, 0-9 and '-', a letter first");
    } else if (!seen.add(name)) {
      duplicate(path, name);
    }
  }

  void between(String path, Duration value, long minMillis, long maxMillis) {
    if (value.toMillis() < minMillis || value.toMillis() > maxMillis) {
      invalid(
          path,
          text(value) + " is out of range",
          "use "
              + text(Duration.ofMillis(minMillis))
              + " to "
              + text(Duration.ofMillis(maxMillis)));
    }
  }

  void size(String path, int value, int min, int max) {
    if (value < min || value > max) {
      Reason reason = value > max ? Reason.LIMIT_EXCEEDED : Reason.INVALID_VALUE;
      add(reason, path, value + " is out of range", "use " + min + " to " + max);
    }
  }

  void command(String path, List<String> command) {
    if (command.isEmpty() || command.get(0).isBlank()) {
      invalid(path, "no program is named", "give the program and its arguments as a list");
    } else if (command.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
      invalid(path, "holds a NUL character", "remove it");
    }
  }

  void endpoint(String path, String endpoint) {
    int colon = endpoint.lastIndexOf(':');
    String port = endpoint.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      invalid(
          path,
          "'" + endpoint + "' is not host:port",
          "for example 10.0.0.1:5432 or [fd00::1]:5432");
    }
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }
}
