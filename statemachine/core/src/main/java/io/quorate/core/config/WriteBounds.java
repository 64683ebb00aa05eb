package io.quorate.core.config;

import io.quorate.core.Reason;
import java.util.List;

/** How much may come with one request: it has to fit into an entry of the log. */
final class WriteBounds {
  private WriteBounds() {}

  /** Says when the paths and values of a request are more than that. */
  static void check(List<ConfigEdit> edits, Refusals refusals) {
    long bytes = 0;
    for (ConfigEdit edit : edits) {
      bytes += bytes(edit);
    }
    if (bytes > ConfigLimits.WRITE_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the paths and values of the write have " + bytes + " bytes",
          "write at most " + ConfigLimits.WRITE_BYTES + " at once");
    }
  }

  /** Bytes of the path and the value. */
  static long bytes(ConfigEdit edit) {
    ConfigValue to = edit.to();
    return edit.place().path().value().length() + (to == null ? 0L : to.size());
  }
}
