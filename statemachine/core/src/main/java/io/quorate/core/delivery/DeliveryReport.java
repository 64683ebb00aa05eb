package io.quorate.core.delivery;

import io.quorate.core.Revision;

/**
 * What a member says of one delivery.
 *
 * @param name of the delivery
 * @param revision of the configuration that is delivered whole; NONE when none was
 * @param state how it stands
 * @param detail more words; may be empty
 * @param files whether they are as they were written
 * @param secrets whether one is missing among the files
 */
public record DeliveryReport(
    String name, Revision revision, State state, String detail, Files files, Secrets secrets) {

  /** Whether a secret is missing among the files. */
  public enum Secrets {
    /** None is. */
    NONE_MISSING,
    /** One is: nobody can serve with these files who needs it. */
    MISSING
  }

  /** Whether files are as they were written. */
  public enum Files {
    /** They are, as far as was looked. */
    AS_WRITTEN,
    /** Somebody else changed them, and they are not written again yet. */
    CHANGED_BY_HAND
  }

  /** How a delivery stands. */
  public enum State {
    /** The files are what the configuration of {@link #revision} says, and were taken up. */
    DELIVERED,
    /** They are being brought there. */
    UNDER_WAY,
    /** They cannot be written as things are; it is tried again. */
    CANNOT_WRITE,
    /** There is no room for them; it is tried again. */
    DISK_FULL,
    /** They are written, but the reload command fails; it is tried again. */
    RELOAD_FAILS,
    /** There is a secret among them that the node cannot open. What was delivered stays. */
    KEY_MISMATCH,
    /** The files are not to be changed for now; {@link #detail} says why. They are looked at. */
    HELD;

    /** Whether it fails until somebody does something about it. */
    public boolean needsHelp() {
      return this != DELIVERED && this != UNDER_WAY && this != HELD;
    }
  }
}
