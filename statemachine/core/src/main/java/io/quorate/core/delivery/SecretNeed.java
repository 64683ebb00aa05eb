package io.quorate.core.delivery;

import io.quorate.core.Revision;

/** What a member needs of the secrets among the files of a delivery. */
public enum SecretNeed {
  /** There is none among them. */
  NONE,
  /** They are there, and the member can open them. */
  OPENED,
  /** There is one that the member cannot open. */
  CLOSED;

  /**
   * Whether a secret is missing among the files. Those that it has from before are not: while the
   * configuration is as it was delivered, a member that has lost its key has lost no file.
   *
   * @param known what the delivery has come to
   * @param head the revision of the configuration that says what is needed
   */
  public DeliveryReport.Secrets met(Delivered known, Revision head) {
    boolean missing =
        switch (this) {
          case NONE -> false;
          case OPENED -> known.written().isEmpty();
          case CLOSED -> known.revision().compareTo(head) < 0;
        };
    return missing ? DeliveryReport.Secrets.MISSING : DeliveryReport.Secrets.NONE_MISSING;
  }
}
