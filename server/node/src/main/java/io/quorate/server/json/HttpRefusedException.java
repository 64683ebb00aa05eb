package io.quorate.server.json;

import com.google.rpc.Status;

/** A request that is answered with an error. */
final class HttpRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Status status;

  /**
   * An error.
   *
   * @param code of HTTP
   * @param status what is said of it
   */
  HttpRefusedException(int code, Status status) {
    super(status.getMessage(), null, false, false); // an answer, not a fault of ours: no stack
    this.code = code;
    this.status = status;
  }

  int code() {
    return code;
  }

  Status status() {
    return status;
  }
}
