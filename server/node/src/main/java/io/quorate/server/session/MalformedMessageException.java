package io.quorate.server.session;

/** A message of another node says something that cannot be: nothing of it is taken. */
public final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the field and what is wrong with it. */
  public MalformedMessageException(String field, String what) {
    super(field + ": " + what);
  }
}
