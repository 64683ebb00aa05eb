package io.quorate.server.local;

/**
 * The life of one process of the service, as its log shows it.
 *
 * @param node where it ran
 * @param epoch for which epoch
 * @param pid its process
 * @param monotonic its life by CLOCK_MONOTONIC
 * @param boot its life by CLOCK_BOOTTIME
 * @param firstServedMillis wall clock of the first request that it answered; 0 when it answered
 *     none
 * @param served requests that it answered
 */
public record ServiceRun(
    String node,
    long epoch,
    long pid,
    Lifetime monotonic,
    Lifetime boot,
    long firstServedMillis,
    long served) {
  private static final long BOOT_STEP_NANOS = 10_000_000;

  /** CLOCK_MONOTONIC of its first sign of life. */
  public long firstNanos() {
    return monotonic.firstNanos();
  }

  /** CLOCK_MONOTONIC of its last sign of life. */
  public long lastNanos() {
    return monotonic.lastNanos();
  }

  /** Whether both were alive at one moment, by either clock. */
  public boolean overlaps(ServiceRun other) {
    return monotonic.overlaps(other.monotonic, 0) || boot.overlaps(other.boot, BOOT_STEP_NANOS);
  }

  @Override
  public String toString() {
    return "node " + node + ", epoch " + epoch + ", pid " + pid;
  }
}
