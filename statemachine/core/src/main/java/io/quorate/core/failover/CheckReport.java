package io.quorate.core.failover;

/**
 * What a node says of one health check.
 *
 * @param name of the check
 * @param result what its last runs came to
 * @param severity whether a failure keeps the role away
 * @param detail what the last run said; may be empty
 */
public record CheckReport(String name, Result result, Severity severity, String detail) {

  /** What the runs of a check came to. */
  public enum Result {
    /** It passes, or has not failed often enough yet. */
    PASSING,
    /** It fails. */
    FAILING
  }

  /** Whether a failure keeps the role away. */
  public enum Severity {
    /** It does. */
    CRITICAL,
    /** It is only shown. */
    WARNING
  }

  /** Whether it keeps the role away from the node. */
  public boolean speaksAgainst() {
    return result == Result.FAILING && severity == Severity.CRITICAL;
  }
}
