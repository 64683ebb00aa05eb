package io.quorate.client.cli;

import java.util.Locale;

/** For whom an answer is written. */
public enum OutputFormat {
  /** For people. */
  TABLE,
  /** For programs: the proto3 JSON of the API message. */
  JSON,
  /** The same tree with the field names of the files. */
  YAML;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
