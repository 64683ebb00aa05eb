package io.quorate.replica;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.protocol.ClientId;

/**
 * The proposals of this process that wait for a reply, and whether each has come as far as the log.
 * Ratis answers "not leader" both to what it never took and to what it logged and then lost the
 * lead over; only the second may still be applied.
 */
final class Proposals {
  /** Most proposals that wait at one time. */
  static final int MAX_WAITING = 1024;

  private final ClientId client = ClientId.randomId();
  private final AtomicLong calls = new AtomicLong();
  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final Map<Long, AtomicBoolean> logged = new ConcurrentHashMap<>();

  /** The name under which this process proposes; nobody else may. */
  ClientId client() {
    return client;
  }

  /** A call id that was not used before. */
  long nextCall() {
    return calls.incrementAndGet();
  }

  /** Takes a place for the call; false when there is none. */
  boolean begin(long call) {
    if (!places.tryAcquire()) {
      return false;
    }
    logged.put(call, new AtomicBoolean());
    return true;
  }

  /** The call is about to be appended to the log. */
  void reachesLog(long call) {
    AtomicBoolean mark = logged.get(call);
    if (mark != null) {
      mark.set(true);
    }
  }

  /** Gives the place back; whether the call may be in the log. */
  boolean end(long call) {
    AtomicBoolean mark = logged.remove(call);
    if (mark == null) {
      return true;
    }
    places.release();
    return mark.get();
  }

  /** How many wait. */
  int waiting() {
    return MAX_WAITING - places.availablePermits();
  }
}
