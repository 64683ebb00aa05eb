package io.quorate.core;

/**
 * Names a session of a program, for good: no other has the same.
 *
 * @param value 1 or more
 */
public record SessionId(long value) implements Comparable<SessionId> {

  @Override
  public int compareTo(SessionId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
