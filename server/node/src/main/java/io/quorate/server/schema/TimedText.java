package io.quorate.server.schema;

/** A text for which looking for a pattern ends when the time is over. */
final class TimedText implements CharSequence {
  private static final int BETWEEN_LOOKS = 4_096;

  private final CharSequence text;
  private final Deadline deadline;
  private int asked;

  TimedText(CharSequence text, Deadline deadline) {
    this.text = text;
    this.deadline = deadline;
  }

  @Override
  public char charAt(int index) {
    asked++;
    if (asked % BETWEEN_LOOKS == 0) {
      deadline.check();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
