package io.quorate.server.guard;

import io.quorate.server.process.Account;
import io.quorate.server.process.Accounts;
import io.quorate.server.process.Isolation;
import io.quorate.server.process.Toolbox;
import io.quorate.server.process.UnknownAccountException;
import java.util.ArrayList;
import java.util.List;
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

  /** What each service could not have here, at most one failure for each. */
  List<GuardStartFailure> lacking(GuardSpec spec) throws InterruptedException {
    List<GuardStartFailure> lacking = new ArrayList<>();
    for (ServiceSpec service : spec.services()) {
      try {
        account(service);
      } catch (GuardStartException lack) {
        lacking.add(lack.failure());
      }
    }
    return lacking;
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
      Account account = account(spec.services().get(slot));
      if (account != null) {
        found.put(slot, account);
      }
    }
    return found;
  }

  private @Nullable Account account(ServiceSpec service)
      throws GuardStartException, InterruptedException {
    if (service.isolation() == Isolation.PID_NAMESPACE && tools.pidNamespace().isEmpty()) {
      throw lack(GuardStartCause.ISOLATION, service, "this machine cannot make PID namespaces");
    }
    try {
      return accounts.find(service.runAs());
    } catch (UnknownAccountException unknown) {
      throw lack(GuardStartCause.ACCOUNT, service, String.valueOf(unknown.getMessage()));
    }
  }

  private static GuardStartException lack(
      GuardStartCause cause, ServiceSpec service, String detail) {
    return new GuardStartException(
        new GuardStartFailure(cause, "service " + service.name() + ": " + detail));
  }
}
