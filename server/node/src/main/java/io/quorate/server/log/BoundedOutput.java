package io.quorate.server.log;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A stream that takes what is written at once, and gives it on from a thread of its own. When the
 * target does not take it, such as a pipe whose reader has stopped, so much waits, and what is
 * beyond is dropped and counted. Whoever writes never waits. The end of it is kept, whether it was
 * taken or not: when nobody takes it, somebody will ask why.
 */
final class BoundedOutput extends OutputStream {
  private static final int RECENT_BYTES = 1 << 19;

  private final OutputStream target;
  private final int maxBytes;
  private final RecentOutput recent = new RecentOutput(InstantSource.system(), RECENT_BYTES);
  private final Deque<ByteString> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean writing;
  private long dropped;
  private long untold;

  /**
   * In front of the target; its thread runs from now on, and ends with the process.
   *
   * @param maxBytes that may wait
   */
  BoundedOutput(OutputStream target, int maxBytes) {
    this.target = target;
    this.maxBytes = maxBytes;
    Thread writer = new Thread(this::giveOn, "log-writer");
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    ByteString written = ByteString.copyFrom(bytes, from, length);
    recent.add(written);
    if (length > maxBytes - waitingBytes) {
      long lines = lines(written);
      dropped += lines;
      untold += lines;
      return;
    }
    waiting.add(written);
    waitingBytes += length;
    notifyAll();
  }

  /** The end of what was written, as far as it is not older than this. */
  synchronized String recent(Duration ago) {
    return recent.since(ago);
  }

  /** Lines that were not written. */
  synchronized long dropped() {
    return dropped;
  }

  /** Whether all that waits was given on within the limit. Waits. */
  synchronized boolean drain(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!waiting.isEmpty() || writing) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private void giveOn() {
    try {
      while (true) {
        ByteString next = next();
        try {
          target.write(next.toByteArray());
          target.flush();
        } catch (IOException closed) {
          lost(next);
        }
        written();
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized ByteString next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    writing = true;
    if (untold > 0) {
      String notice = untold + " lines of the log are missing here: nobody took them in time\n";
      untold = 0;
      return ByteString.copyFromUtf8(notice);
    }
    ByteString first = waiting.removeFirst();
    waitingBytes -= first.size();
    return first;
  }

  private synchronized void lost(ByteString bytes) {
    dropped += lines(bytes);
  }

  private synchronized void written() {
    writing = false;
    notifyAll();
  }

  private static long lines(ByteString bytes) {
    long lines = 0;
    for (int i = 0; i < bytes.size(); i++) {
      lines += bytes.byteAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }
}
