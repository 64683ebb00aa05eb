package io.quorate.replica.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The open connections of one port. Each costs a file descriptor, and a process without any cannot
 * go on; so there is a bound, whoever connects. A connection is a stranger's until it has
 * introduced itself: until a call has come by it, for which it has to prove whose it is where that
 * is asked for. When the bound is reached the oldest stranger makes room for the next, so that many
 * who only connect keep nobody out who has something to say.
 */
public final class ConnectionBook {
  /** A connection that has not introduced itself by then is closed. */
  private static final int PATIENCE_SECONDS = 10;

  private static final int FEWEST = 64;
  private static final int SHARE = 8;

  private final int most;
  private final Map<SocketAddress, Runnable> strangers = new LinkedHashMap<>();
  private final Set<SocketAddress> introduced = new HashSet<>();
  private long turnedAway;

  /**
   * Of one port.
   *
   * @param most connections at a time, 1 or more
   */
  public ConnectionBook(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("1 or more connections, not " + most);
    }
    this.most = most;
  }

  /**
   * Of one port of this process.
   *
   * @param most connections at a time where files are no matter
   */
  public static ConnectionBook ofProcess(int most) {
    return new ConnectionBook(bound(most));
  }

  /**
   * How many connections a port of this process may have.
   *
   * @param most where files are no matter
   */
  public static int bound(int most) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? bound(most, system.getMaxFileDescriptorCount())
        : most;
  }

  /**
   * At most an eighth of the files that a process may have open: what is left is for the other
   * ports and for what is on disk.
   */
  static int bound(int most, long openFiles) {
    return (int) Math.min(most, Math.max(FEWEST, openFiles / SHARE));
  }

  /**
   * Lets a connection in, and sees to its end.
   *
   * @return false when there is no room: it is to be closed, and was not in use yet
   */
  public boolean admit(Accepted connection) {
    SocketAddress from = connection.from();
    if (from == null || !arrived(from, connection::hangUp)) {
      return false;
    }
    connection.whenClosed(() -> left(from));
    connection.after(PATIENCE_SECONDS, () -> overdue(from));
    return true;
  }

  /**
   * Somebody has connected.
   *
   * @param close closes the connection, from whatever thread
   * @return whether there is room; else it is to be closed
   */
  boolean arrived(SocketAddress from, Runnable close) {
    Runnable evicted;
    synchronized (this) {
      if (strangers.size() + introduced.size() < most) {
        strangers.put(from, close);
        return true;
      }
      turnedAway++;
      Iterator<Map.Entry<SocketAddress, Runnable>> oldest = strangers.entrySet().iterator();
      if (!oldest.hasNext()) {
        return false;
      }
      evicted = oldest.next().getValue();
      oldest.remove();
      strangers.put(from, close);
    }
    evicted.run();
    return true;
  }

  /** A call has come by it. */
  synchronized void introduced(SocketAddress from) {
    if (strangers.remove(from) != null) {
      introduced.add(from);
    }
  }

  /** Closes a connection that has not introduced itself. */
  void overdue(SocketAddress from) {
    Runnable close;
    synchronized (this) {
      close = strangers.remove(from);
      if (close == null) {
        return;
      }
      turnedAway++;
    }
    close.run();
  }

  /** The connection is closed. */
  synchronized void left(SocketAddress from) {
    strangers.remove(from);
    introduced.remove(from);
  }

  /** Connections that are open now. */
  synchronized int open() {
    return strangers.size() + introduced.size();
  }

  /** How many were closed because there was no room, or they had not introduced themselves. */
  public synchronized long turnedAway() {
    return turnedAway;
  }
}
