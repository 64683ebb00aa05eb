package io.quorate.core.registry;

import io.quorate.core.Epoch;
import io.quorate.core.NodeId;
import io.quorate.core.revocation.CertificateHolder;
import io.quorate.core.revocation.Revocation;
import io.quorate.core.revocation.RevocationCommand;
import io.quorate.core.revocation.RevocationEvent;
import io.quorate.core.revocation.RevocationRules;
import io.quorate.core.store.Store;
import io.quorate.core.store.Table;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has it decided whose certificates are taken, keeps it, and words what the history tells. */
final class Revoking {
  private Revoking() {}

  static Decision decide(RevocationCommand command, RevocationRules rules) {
    RevocationRules.Outcome outcome = rules.decide(command);
    if (!outcome.refusals().isEmpty()) {
      return new Decision.Rejected(outcome.refusals());
    }
    return outcome
        .event()
        .map(event -> Rules.accept(Answer.DONE, new Event.RevocationChanged(event)))
        .orElseGet(() -> Rules.accept(Answer.DONE));
  }

  static void put(Store store, RevocationEvent event) {
    String row = event.holder().row();
    if (event instanceof RevocationEvent.Revoked revoked) {
      store.put(Table.REVOCATIONS, row, revoked.revocation());
    } else {
      store.delete(Table.REVOCATIONS, row);
    }
  }

  static JournalLines.Line line(RevocationEvent event) {
    CertificateHolder holder = event.holder();
    NodeId node = holder.kind() == CertificateHolder.Kind.NODE ? new NodeId(holder.name()) : null;
    if (event instanceof RevocationEvent.Revoked revoked) {
      Revocation revocation = revoked.revocation();
      String cause = revocation.cause().isEmpty() ? "" : ": " + revocation.cause();
      return line(
          "CERTIFICATES_REVOKED",
          node,
          "those of " + holder + " that began before " + revocation.before() + cause);
    }
    return line("CERTIFICATES_REINSTATED", node, "those of " + holder);
  }

  private static JournalLines.Line line(String event, @Nullable NodeId node, String cause) {
    return new JournalLines.Line(event, Epoch.NONE, node, cause, Duration.ZERO);
  }
}
