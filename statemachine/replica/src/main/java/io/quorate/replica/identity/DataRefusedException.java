package io.quorate.replica.identity;

/**
 * The data directory is empty, foreign, damaged or older than it must be, and is refused (rule S4).
 */
public final class DataRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient DataRefusal refusal;

  /** With the refusal as message. */
  public DataRefusedException(DataRefusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  /** What is wrong, where, and what to do. */
  public DataRefusal refusal() {
    return refusal;
  }
}
