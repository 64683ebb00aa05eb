package io.quorate.server.process;

/** What a program and all that it starts is kept apart from. */
public enum Isolation {
  /** From nothing. */
  NONE,
  /**
   * It has process numbers of its own, and the kernel ends all of it when the first process of it
   * ends, or the one that started it.
   */
  PID_NAMESPACE
}
