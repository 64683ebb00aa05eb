package io.quorate.core.delivery;

import io.quorate.core.Revision;

/**
 * What a delivery has come to on this member, kept on its disk from one run of the node to the
 * next.
 *
 * @param revision of the configuration that was last delivered whole; NONE when none was
 * @param written digest of the files that were last written; empty when none were
 * @param taken digest of the files with which the reload command last succeeded; at first that of
 *     no files, with which nothing has to be reloaded
 */
public record Delivered(Revision revision, String written, String taken) {
  /** Nothing was delivered. */
  public static final Delivered NOTHING = new Delivered(Revision.NONE, "", FileSet.EMPTY.digest());
}
