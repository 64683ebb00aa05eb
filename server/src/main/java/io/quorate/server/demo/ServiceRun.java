package io.quorate.server.demo;

/**
 * The life of one process of the service, as its log shows it.
 *
 * @param node where it ran
 * @param epoch for which epoch
 * @param pid its process
 * @param firstNanos CLOCK_MONOTONIC of its first sign of life
 * @param lastNanos of its last
 * @param firstServedMillis wall clock of the first request that it answered; 0 when it answered
 *     none
 * @param served requests that it answered
 */
public record ServiceRun(
    String node,
    long epoch,
    long pid,
    long firstNanos,
    long lastNanos,
    long firstServedMillis,
    long served) {

  /** Whether both were alive at one moment. */
  public boolean overlaps(ServiceRun other) {
    return firstNanos - other.lastNanos <= 0 && other.firstNanos - lastNanos <= 0;
  }

  @Override
  public String toString() {
    return "node " + node + ", epoch " + epoch + ", pid " + pid;
  }
}
