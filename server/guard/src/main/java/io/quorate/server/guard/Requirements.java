package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.ProcessNumbers;
import io.quorate.server.process.Toolbox;
import io.quorate.server.process.UnknownAccountException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What services demand of the machine that they are to run on. */
final class Requirements {
  private final Toolbox tools;
  private final Accounts accounts;

  Requirements(Toolbox tools) {
    this.tools = tools;
    this.accounts = Accounts.ofMachine(tools);
  }

  /** Why a program could not be run so here; empty when it could. */
  Optional<GuardStartFailure> lack(String what, AccountName runAs, ProcessNumbers numbers)
      throws InterruptedException {
    try {
      account(what, runAs, numbers);
      return Optional.empty();
    } catch (GuardStartException lack) {
      return Optional.of(lack.failure());
    }
  }

  /**
   * Whom the services run as that do not run as the node's user, by slot.
   *
   * @throws GuardStartException when a service cannot have what it demands
   */
  SortedMap<Integer, Account> accounts(GuardSpec spec)
      throws GuardStartException, InterruptedException {
    SortedMap<Integer, Account> found = new TreeMap<>();
    for (int slot = 0; slot < spec.services().size(); slot++) {
      ServiceSpec service = spec.services().get(slot);
      Account account = account("service " + service.name(), service.runAs(), service.numbers());
      if (account != null) {
        found.put(slot, account);
      }
    }
    return found;
  }

  private @Nullable Account account(String what, AccountName runAs, ProcessNumbers numbers)
      throws GuardStartException, InterruptedException {
    if (numbers == ProcessNumbers.OWN && tools.pidNamespace().isEmpty()) {
      throw lack(GuardStartCause.ISOLATION, what, "this machine cannot make PID namespaces");
    }
    try {
      return accounts.find(runAs);
    } catch (UnknownAccountException unknown) {
      throw lack(GuardStartCause.ACCOUNT, what, String.valueOf(unknown.getMessage()));
    }
  }

  private static GuardStartException lack(GuardStartCause cause, String what, String detail) {
    return new GuardStartException(new GuardStartFailure(cause, what + ": " + detail));
  }
}
