package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class AccountsTest {
  private static final long NOBODY = 65534;
  private final Toolbox tools = Toolbox.detect();

  @Test
  void rootMayBecomeAnybody() throws Exception {
    Account account =
        Objects.requireNonNull(Accounts.as(tools, 0).find(new AccountName("nobody", "daemon")));

    assertThat(account.uid()).isEqualTo(NOBODY);
    assertThat(account.gid()).isEqualTo(1);
    assertThat(account.variables()).containsEntry("USER", "nobody");
    assertThat(Accounts.as(tools, 0).find(AccountName.NODE)).isNull();
  }

  @Test
  void anybodyElseMayStayWhoItIs() throws Exception {
    Accounts accounts = Accounts.as(tools, NOBODY);

    assertThat(accounts.find(new AccountName("nobody", ""))).isNull();
    assertThatThrownBy(() -> accounts.find(new AccountName("daemon", "")))
        .isInstanceOf(UnknownAccountException.class)
        .hasMessageContaining("does not run as root")
        .hasMessageContaining("daemon");
  }

  @Test
  void whoIsNotThereIsNamed() {
    Accounts accounts = Accounts.as(tools, 0);

    assertThatThrownBy(() -> accounts.find(new AccountName("no-such-user", "")))
        .hasMessageContaining("there is no user no-such-user");
    assertThatThrownBy(() -> accounts.find(new AccountName("nobody", "no-such-group")))
        .hasMessageContaining("there is no group no-such-group");
  }

  @Test
  void withoutSetprivNobodyBecomesAnybody() {
    Toolbox less = new Toolbox(tools.setsid(), "", tools.freshSignals(), tools.pidNamespace());

    assertThatThrownBy(() -> Accounts.as(less, 0).find(new AccountName("nobody", "")))
        .hasMessageContaining("setpriv");
  }
}
