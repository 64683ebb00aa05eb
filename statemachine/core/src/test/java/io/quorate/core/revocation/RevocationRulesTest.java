package io.quorate.core.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Reason;
import io.quorate.core.Refusal;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RevocationRulesTest {
  private static final Instant MOMENT = Instant.ofEpochSecond(100);
  private static final ClusterTime NOW = new ClusterTime(200_000);

  private final InMemoryStore store = new InMemoryStore();

  private static CertificateHolder user(String name) {
    return new CertificateHolder(CertificateHolder.Kind.USER, name);
  }

  private RevocationRules.Outcome revoke(String name, Instant before) {
    return new RevocationRules(store, NOW, "root")
        .decide(new RevocationCommand.Revoke(user(name), before, ""));
  }

  private void revoked(String name) {
    store.put(Table.REVOCATIONS, user(name).row(), new Revocation(MOMENT, "root", NOW, ""));
  }

  @Test
  void thereIsALimitForHoldersAndNoneForWhoIsThereAlready() {
    for (int i = 0; i < RevocationRules.MOST - 1; i++) {
      revoked("user-" + i);
    }
    assertThat(revoke("one-more", MOMENT).event()).isPresent();

    revoked("one-more");
    assertThat(revoke("another", MOMENT).refusals())
        .extracting(Refusal::reason)
        .containsExactly(Reason.LIMIT_EXCEEDED);
    assertThat(revoke("one-more", MOMENT.plusSeconds(1)).event()).isPresent();
    assertThat(RevocationRules.all(store)).hasSize(RevocationRules.MOST);
  }

  @Test
  void rowsAreReadAsTheyAreWrittenAndNothingElseIs() {
    CertificateHolder node = new CertificateHolder(CertificateHolder.Kind.NODE, "b");
    assertThat(CertificateHolder.ofRow(node.row())).contains(node);
    assertThat(CertificateHolder.ofRow(user("Bob@home").row())).contains(user("Bob@home"));
    assertThat(CertificateHolder.ofRow("admin/olga")).isEmpty();
    assertThat(CertificateHolder.ofRow("user/")).isEmpty();
    assertThat(CertificateHolder.read(CertificateHolder.Kind.USER, "o l g a")).isEmpty();
  }
}
