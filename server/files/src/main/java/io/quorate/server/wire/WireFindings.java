package io.quorate.server.wire;

import io.quorate.core.Names;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Collects what cannot be read in a message, each with its path and remedy. */
final class WireFindings {
  /** Stands in for a name that was refused, so that reading can go on and find the rest. */
  private static final String PLACEHOLDER = "unreadable";

  private final List<Refusal> found = new ArrayList<>();

  List<Refusal> all() {
    return List.copyOf(found);
  }

  void invalid(String path, String message, String remedy) {
    found.add(new Refusal(Reason.INVALID_VALUE, message, remedy, path));
  }

  String name(String path, String text) {
    if (Names.wellFormed(text)) {
      return text;
    }
    invalid(
        path,
        text.isEmpty() ? "is missing" : "'" + text + "' is not a name",
        "use 1 to 63 of a-z, 0-9 and '-', a letter first");
    return PLACEHOLDER;
  }
}
