package io.quorate.server.agent;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.server.files.ProgramDemand;
import io.quorate.server.guard.GuardStartFailure;
import io.quorate.server.guard.GuardStation;
import io.quorate.v1.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What the declaration of a group demands of this machine that it does not have, known while it is
 * standby: users who are not there, namespaces that cannot be made. Asked elsewhere, because a name
 * service may take its time, and again now and then.
 */
final class UnmetDemands {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final GuardStation guards;
  private final Executor workers;
  private final Runnable different;
  private @Nullable GroupSpec asked;
  private long askedNanos;
  private volatile List<GuardStartFailure> unmet = List.of();

  /**
   * Of one group.
   *
   * @param different called on another thread when something else is missing than before
   */
  UnmetDemands(GuardStation guards, Executor workers, Runnable different) {
    this.guards = guards;
    this.workers = workers;
    this.different = different;
  }

  /** This declaration holds. Never waits; one thread only. */
  void declared(GroupSpec spec) {
    long now = System.nanoTime();
    if (spec.equals(asked) && now - askedNanos < PERIOD.toNanos()) {
      return;
    }
    asked = spec;
    askedNanos = now;
    try {
      workers.execute(() -> look(spec));
    } catch (RejectedExecutionException full) {
      asked = null; // at the next turn
    }
  }

  private void look(GroupSpec spec) {
    try {
      List<GuardStartFailure> before = unmet;
      List<GuardStartFailure> found = of(spec, guards);
      unmet = found;
      if (!found.equals(before)) {
        different.run();
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was found missing, one failure for each program. */
  List<GuardStartFailure> unmet() {
    return unmet;
  }

  /** The same for an operator. */
  List<Notice> notices(String group) {
    return unmet.stream()
        .map(
            failure ->
                Notice.newBuilder()
                    .setReason("CANNOT_RUN")
                    .setMessage(group + ": " + failure.detail())
                    .setRemedy(failure.cause().remedy())
                    .build())
        .toList();
  }

  /** What this declaration demands in vain. */
  static List<GuardStartFailure> of(GroupSpec spec, GuardStation guards)
      throws InterruptedException {
    List<GuardStartFailure> unmet = new ArrayList<>();
    for (ProgramDemand demand : ProgramDemand.of(spec)) {
      guards
          .lack(
              demand.what(),
              GuardSpecs.accountName(demand.runAs()),
              GuardSpecs.numbers(demand.isolation()))
          .ifPresent(unmet::add);
    }
    return unmet;
  }
}
