package io.quorate.server.guard;

import java.io.IOException;

/** A guard did not come up; nothing of it is left, unless the failure says so. */
public final class GuardStartException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient GuardStartFailure failure;

  GuardStartException(GuardStartFailure failure) {
    super(failure.sentence());
    this.failure = failure;
  }

  /** Of which kind, and what was seen. */
  public GuardStartFailure failure() {
    return failure;
  }
}
