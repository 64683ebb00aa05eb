package io.quorate.core.serving;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.FailoverPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often services of a group died by themselves. Within the policy's limit they are
 * started again at once; beyond it the node is unfit, and where nobody can take the role they are
 * tried again at a slow pace. Once all have run for a minute the node is well again: what died
 * before does not move a role from a place where it is served.
 */
public final class RestartBudget {
  /** Pace beyond the limit. */
  public static final Duration SLOW_PACE = Duration.ofSeconds(10);

  /** How long deaths beyond the limit speak against the node once nothing is down any more. */
  public static final Duration REMEMBERED = Duration.ofSeconds(60);

  private final Deque<ClockReading> deaths = new ArrayDeque<>();
  private @Nullable ClockReading lastTrouble;

  /** A service died by itself. */
  public void died(ClockReading now) {
    deaths.addLast(now);
    lastTrouble = now;
    if (deaths.size() > 1_000) {
      deaths.removeFirst();
    }
  }

  /** Looks whether what died while it served is up again. To be told at every look. */
  public void look(Stage stage, List<PartView> parts, ClockReading now) {
    boolean down =
        stage == Stage.SERVING
            && parts.stream().anyMatch(part -> part.state() != PartView.State.UP);
    if (down && lastTrouble != null) {
      lastTrouble = now;
    }
  }

  /** Whether deaths speak against the node: there were too many, and they were not long ago. */
  public boolean unfit(FailoverPolicy policy, ClockReading now) {
    ClockReading last = lastTrouble;
    return last != null
        && exhausted(policy, now)
        && now.leastSince(last).compareTo(REMEMBERED) <= 0;
  }

  /** Whether there were more deaths within the window than the policy allows. */
  private boolean exhausted(FailoverPolicy policy, ClockReading now) {
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
