package io.quorate.replica;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Index of the last applied entry, which can be waited for. */
final class AppliedIndex {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private volatile long value = -1;

  long value() {
    return value;
  }

  /** Sets it; a restored snapshot may set it back. */
  void set(long index) {
    lock.lock();
    try {
      value = index;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the index was reached within the limit. */
  boolean await(long index, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (value < index && left > 0) {
        left = moved.awaitNanos(left);
      }
      return value >= index;
    } finally {
      lock.unlock();
    }
  }
}
