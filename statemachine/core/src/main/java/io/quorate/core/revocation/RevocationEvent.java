package io.quorate.core.revocation;

/** Other certificates than before are taken. */
public sealed interface RevocationEvent {
  /** Whose certificates. */
  CertificateHolder holder();

  /**
   * Some are not taken any more.
   *
   * @param holder whose
   * @param revocation which of them
   */
  record Revoked(CertificateHolder holder, Revocation revocation) implements RevocationEvent {}

  /**
   * All are taken again.
   *
   * @param holder whose
   */
  record Reinstated(CertificateHolder holder) implements RevocationEvent {}
}
