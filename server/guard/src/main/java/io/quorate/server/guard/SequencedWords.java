package io.quorate.server.guard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Several words of the page that are written by one side as a whole and read by the other as a
 * whole or not at all: a sequence lock. The sequence is odd while a write is under way, so a writer
 * that died in the middle leaves the words unreadable until the next write, never half changed; a
 * checksum catches what no sequence can.
 */
final class SequencedWords {
  private static final int ATTEMPTS = 64;
  private static final int SEQUENCE = 0;
  private static final int CHECKSUM = 1;

  /** How many words come before the content. */
  static final int FIRST = 2;

  private final GuardPage page;
  private final int start;
  private final int count;

  /** The words from {@code start} on: two of bookkeeping, then {@code count} of content. */
  SequencedWords(GuardPage page, int start, int count) {
    this.page = page;
    this.start = start;
    this.count = count;
  }

  /** Writes all words. One writer at a time. */
  synchronized void write(long[] words) {
    long odd = page.get(start + SEQUENCE) | 1;
    page.set(start + SEQUENCE, odd);
    GuardPage.fullFence(); // the odd number is visible before any new word is
    for (int i = 0; i < count; i++) {
      page.set(start + FIRST + i, words[i]);
    }
    page.set(start + CHECKSUM, checksum(words));
    page.set(start + SEQUENCE, odd + 1);
  }

  /** The words of one write, or null when none can be read: torn, damaged or never written. */
  long @Nullable [] read() {
    long[] words = new long[count];
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = page.get(start + SEQUENCE);
      if (before == 0 || (before & 1) != 0) {
        Thread.onSpinWait();
        continue;
      }
      for (int i = 0; i < count; i++) {
        words[i] = page.get(start + FIRST + i);
      }
      long checksum = page.get(start + CHECKSUM);
      GuardPage.fullFence(); // all words are read before the sequence is read again
      if (page.get(start + SEQUENCE) == before) {
        return checksum == checksum(words) ? words : null;
      }
    }
    return null;
  }

  private static long checksum(long[] words) {
    return Arrays.hashCode(words) ^ 0x5175_6f72_6174_6531L;
  }
}
