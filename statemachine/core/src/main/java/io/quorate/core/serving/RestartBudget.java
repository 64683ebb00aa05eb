package io.quorate.core.serving;

import io.quorate.core.ClockReading;
import io.quorate.core.config.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Counts how often services of a group died by themselves. Within the policy's limit they are
 * started again at once; beyond it the node is unfit, and where nobody can take the role they are
 * tried again at a slow pace.
 */
public final class RestartBudget {
  /** Pace beyond the limit. */
  public static final Duration SLOW_PACE = Duration.ofSeconds(10);

  private final Deque<ClockReading> deaths = new ArrayDeque<>();

  /** A service died by itself. */
  public void died(ClockReading now) {
    deaths.addLast(now);
    if (deaths.size() > 1_000) {
      deaths.removeFirst();
    }
  }

  /** Whether there were more deaths within the window than the policy allows. */
  public boolean exhausted(FailoverPolicy policy, ClockReading now) {
    while (!deaths.isEmpty()
        && now.leastSince(deaths.getFirst()).compareTo(policy.restartWindow()) > 0) {
      deaths.removeFirst();
    }
    return deaths.size() > policy.maxRestarts();
  }

  /** Whether a dead service may be started again now. */
  public ServingInputs.Restart restart(FailoverPolicy policy, ClockReading now) {
    if (!exhausted(policy, now)) {
      return ServingInputs.Restart.NOW;
    }
    return now.leastSince(deaths.getLast()).compareTo(SLOW_PACE) > 0
        ? ServingInputs.Restart.NOW
        : ServingInputs.Restart.LATER;
  }
}
