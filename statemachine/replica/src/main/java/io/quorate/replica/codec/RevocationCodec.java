package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.stored.v1.StoredChangeRevocation;
import io.quorate.stored.v1.StoredReinstate;
import io.quorate.stored.v1.StoredRevocation;
import io.quorate.stored.v1.StoredRevoke;
import java.time.Instant;
import java.util.Locale;

/** What is revoked, and what asks for it, to and from their stored forms. */
final class RevocationCodec {
  private RevocationCodec() {}

  static StoredChangeRevocation encode(RevocationCommand command) {
    StoredChangeRevocation.Builder stored =
        StoredChangeRevocation.newBuilder()
            .setKind(command.holder().kind().word())
            .setName(command.holder().name());
    if (command instanceof RevocationCommand.Revoke revoke) {
      stored.setRevoke(
          StoredRevoke.newBuilder()
              .setBeforeSeconds(revoke.before().getEpochSecond())
              .setCause(revoke.cause()));
    } else {
      stored.setReinstate(StoredReinstate.getDefaultInstance());
    }
    return stored.build();
  }

  static RevocationCommand decode(StoredChangeRevocation stored) {
    CertificateHolder holder =
        new CertificateHolder(
            CertificateHolder.Kind.valueOf(stored.getKind().toUpperCase(Locale.ROOT)),
            stored.getName());
    return switch (stored.getChangeCase()) {
      case REVOKE ->
          new RevocationCommand.Revoke(
              holder, moment(stored.getRevoke().getBeforeSeconds()), stored.getRevoke().getCause());
      case REINSTATE -> new RevocationCommand.Reinstate(holder);
      case CHANGE_NOT_SET -> throw new IllegalArgumentException("a command of a newer version");
    };
  }

  static StoredRevocation encode(Revocation revocation) {
    return StoredRevocation.newBuilder()
        .setBeforeSeconds(revocation.before().getEpochSecond())
        .setAuthor(revocation.author())
        .setAtMillis(revocation.at().millis())
        .setCause(revocation.cause())
        .build();
  }

  static Revocation decode(StoredRevocation stored) {
    return new Revocation(
        moment(stored.getBeforeSeconds()),
        stored.getAuthor(),
        new ClusterTime(stored.getAtMillis()),
        stored.getCause());
  }

  private static Instant moment(long seconds) {
    if (seconds < Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException(seconds + " s are no moment");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
