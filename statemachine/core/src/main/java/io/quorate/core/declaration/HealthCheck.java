package io.quorate.core.declaration;

import io.quorate.core.Names;
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

  /** What {@link #period} may be. */
  public static final DurationRange PERIOD = DurationRange.ofMillis(100, 3_600_000);

  /** What {@link #timeout} may be. */
  public static final DurationRange TIMEOUT = DurationRange.ofMillis(10, 3_600_000);

  /** What {@link #failures} and {@link #successes} may be. */
  public static final CountRange TRIES = new CountRange(1, 1_000);

  /** The {@link #period} where none is given. */
  public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(2);

  /** The {@link #timeout} where none is given. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  /** The {@link #failures} where none are given. */
  public static final int DEFAULT_FAILURES = 3;

  /** The {@link #successes} where none are given. */
  public static final int DEFAULT_SUCCESSES = 1;

  /** Refuses what is no name, and times that cannot be counted with. */
  public HealthCheck {
    Names.require(name);
    DurationRange.require(period);
    DurationRange.require(timeout);
  }

  void check(Findings findings, String path) {
    probe.check(findings, path + ".probe");
    findings.between(path + ".period", period, PERIOD);
    findings.between(path + ".timeout", timeout, TIMEOUT);
    findings.size(path + ".failures", failures, TRIES);
    findings.size(path + ".successes", successes, TRIES);
  }

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
