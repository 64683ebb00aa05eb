package io.quorate.core;

/**
 * One write of a session.
 *
 * @param session which
 * @param sequence greater than that of every write before it; 1 or more
 */
public record SessionStep(SessionId session, long sequence) implements Intent {

  @Override
  public String toString() {
    return "write " + sequence + " of session " + session;
  }
}
