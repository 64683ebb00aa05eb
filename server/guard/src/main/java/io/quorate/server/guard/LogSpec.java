package io.quorate.server.guard;

import java.nio.file.Path;

/**
 * Where a service's standard output and error go.
 *
 * @param file appended to; its directory exists
 * @param maxBytes from this size on it is copied to {@code FILE.1} and cut to nothing; positive
 */
public record LogSpec(Path file, long maxBytes) {
  /** Checks the limit. */
  public LogSpec {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("a log needs a positive limit, not " + maxBytes);
    }
  }
}
