package io.quorate.core.declaration;

import java.time.Duration;

/**
 * A probe that is tried again and again.
 *
 * @param name unique in the group
 * @param probe what is tried
 * @param period how often
 * @param timeout how long one try may take
 * @param failures in a row until it counts as failing
 * @param successes in a row until it counts as passing again
 * @param severity what a failure means
 * @param where on which members it runs
 */
public record HealthCheck(
    String name,
    Probe probe,
    Duration period,
    Duration timeout,
    int failures,
    int successes,
    Severity severity,
    Where where) {

  /** What a failure means. */
  public enum Severity {
    /** On the active it moves the role when a healthier eligible standby exists. */
    CRITICAL,
    /** Shown, never acted on. */
    WARNING
  }

  /** Where a check runs. */
  public enum Where {
    /** On the active only. */
    ACTIVE,
    /** On the standbys too: one that fails it is not eligible. */
    EVERYWHERE
  }
}
