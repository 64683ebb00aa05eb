package io.quorate.replica.connection;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection that was accepted, and what can be done with it. gRPC and Ratis carry a Netty each,
 * under names of their own, so either port has an adapter that looks like the other's.
 */
public interface Accepted {
  /** Where it comes from; null when it is closed already. */
  @Nullable SocketAddress from();

  /** Closes one that is in use, at once and without a good-bye; from whatever thread. */
  void hangUp();

  /** Runs something when it is closed. */
  void whenClosed(Runnable then);

  /** Runs something after so many seconds. */
  void after(int seconds, Runnable then);
}
