package io.quorate.server.guard;

import java.util.List;

/**
 * What a sweep found of earlier runs.
 *
 * @param killed markers of what was alive and has been killed, verified
 * @param notKilled markers of what is still alive: this node must not say that it is standby
 */
public record SweepReport(List<String> killed, List<String> notKilled) {
  /** Takes copies. */
  public SweepReport {
    killed = List.copyOf(killed);
    notKilled = List.copyOf(notKilled);
  }

  /** Whether nothing but what was kept is alive. */
  public boolean clean() {
    return notKilled.isEmpty();
  }
}
