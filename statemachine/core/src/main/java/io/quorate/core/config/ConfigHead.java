package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * How a space stands.
 *
 * @param revision of the last commit; NONE when there was none
 * @param oldest the oldest revision that can still be read
 * @param paths how many places have a value
 * @param bytes of all values
 * @param digest of all of it
 */
public record ConfigHead(
    Revision revision, Revision oldest, long paths, long bytes, ConfigDigest digest) {
  /** Of a space in which nothing was ever written. */
  public static final ConfigHead EMPTY =
      new ConfigHead(Revision.NONE, Revision.NONE, 0, 0, ConfigDigest.EMPTY);
}
