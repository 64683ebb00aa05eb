package io.quorate.core.revocation;

import java.time.Instant;

/** What can be asked about certificates that shall not be taken. */
public sealed interface RevocationCommand {
  /** Whose certificates. */
  CertificateHolder holder();

  /**
   * Those that began before a moment are not taken any more. What was revoked before stays revoked.
   *
   * @param holder whose
   * @param before in whole seconds
   * @param cause why, in words; may be empty
   */
  record Revoke(CertificateHolder holder, Instant before, String cause)
      implements RevocationCommand {}

  /**
   * All of them are taken again, for as long as they hold.
   *
   * @param holder whose
   */
  record Reinstate(CertificateHolder holder) implements RevocationCommand {}
}
