package io.quorate.replica.connection;

import java.net.SocketAddress;

/** Of one connection; made by its first call, and cheap at all others. */
public final class Introduction {
  private final ConnectionBook book;
  private final SocketAddress from;
  private volatile boolean made;

  /** Not made yet. */
  public Introduction(ConnectionBook book, SocketAddress from) {
    this.book = book;
    this.from = from;
  }

  /** A call has come. */
  public void made() {
    if (!made) {
      made = true;
      book.introduced(from);
    }
  }
}
