package io.quorate.server.process;

/** Which process numbers a program and all that it starts have. */
public enum ProcessNumbers {
  /** Those of the machine. */
  SHARED,
  /**
   * Their own, in a PID namespace: the kernel ends all of it when the first process of it ends, or
   * the one that started it.
   */
  OWN
}
