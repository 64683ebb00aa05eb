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
 * @param replaced bytes of the places and values that the commits have replaced which can be undone
 */
public record ConfigHead(
    Revision revision,
    Revision oldest,
    long paths,
    long bytes,
    ConfigDigest digest,
    long replaced) {
  /** Of a space in which nothing was ever written. */
  public static final ConfigHead EMPTY =
      new ConfigHead(Revision.NONE, Revision.NONE, 0, 0, ConfigDigest.EMPTY, 0);

  /** The same without the history before a revision, whose commit replaced so many bytes. */
  ConfigHead keptFrom(Revision first, long bytesBefore) {
    return new ConfigHead(revision, first, paths, bytes, digest, replaced - bytesBefore);
  }
}
