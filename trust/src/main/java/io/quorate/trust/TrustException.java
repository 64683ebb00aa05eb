package io.quorate.trust;

import java.util.List;

/** Credentials cannot be used; the message names everything that is wrong with them. */
public final class TrustException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * With all reasons.
   *
   * @param problems at least one, each a sentence that says what is wrong, where and what to do
   */
  public TrustException(List<String> problems) {
    super(String.join("; ", problems));
  }
}
