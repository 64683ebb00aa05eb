package io.quorate.server.delivery;

import io.quorate.core.Revision;
import io.quorate.core.delivery.FileSet;
import java.io.IOException;
import java.time.Instant;

/** Where the files of one delivery are on this machine. May wait for the disk. */
interface DeliveryPlace {
  /** Beyond this files are not read to the end: they are not what was written. */
  long MOST_BYTES = 64L << 20;

  /**
   * The files that are there. A file that is other than it was made in more than what it holds has
   * another name in it, so that it is none of those that are wanted.
   *
   * @throws CannotDeliverException when something is there that is not for us to replace
   */
  FileSet read() throws IOException, CannotDeliverException;

  /**
   * Brings these there, all or none, and on disk. What somebody else wrote there is kept aside.
   *
   * @param told which files, and when
   * @return what an operator should know; empty when there is nothing
   * @throws CannotDeliverException when something is there that is not for us to replace
   */
  String put(FileSet files, Told told) throws IOException, CannotDeliverException;

  /**
   * What is known of files that are to be written.
   *
   * @param revision of the configuration that says so
   * @param written digest of what was written last; empty when nothing was
   * @param at when that is
   */
  record Told(Revision revision, String written, Instant at) {}
}
