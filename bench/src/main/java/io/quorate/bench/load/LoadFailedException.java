package io.quorate.bench.load;

/** A request of the load failed, so there is nothing to report. */
final class LoadFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  LoadFailedException(String message) {
    super(message);
  }
}
