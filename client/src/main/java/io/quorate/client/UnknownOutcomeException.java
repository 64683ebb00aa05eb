package io.quorate.client;

/**
 * A change was sent, and no answer came in time: it may have been made, or may yet be. Status
 * tells.
 */
public final class UnknownOutcomeException extends QuorateException {

  private static final long serialVersionUID = 1L;

  private final String requestId;

  /**
   * With what each node said.
   *
   * @param requestId the request_id of the call; the same call with it is carried out at most once
   */
  public UnknownOutcomeException(String message, String requestId) {
    super(message);
    this.requestId = requestId;
  }

  /** To repeat the call safely. */
  public String requestId() {
    return requestId;
  }
}
