package io.quorate.client;

import io.quorate.trust.LiveTrust;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its cluster, and as whom.
 *
 * @param addresses tried in this order, beginning with the one that answered last; 1 to 16
 * @param attemptTimeout how long one node may take to answer before the next is asked; at least 1
 *     ms
 * @param callTimeout how long a call may take over all its attempts; at least 1 ms
 * @param actor who asks, for the history; empty when the requests name it themselves
 * @param requestIds gives a new name, 1 to 64 characters, for each change that is asked for
 * @param trust who the client is and whom it believes; null: in plain text
 */
public record ClientSettings(
    List<NodeAddress> addresses,
    Duration attemptTimeout,
    Duration callTimeout,
    String actor,
    Supplier<String> requestIds,
    @Nullable LiveTrust trust) {

  private static final int MAX_ADDRESSES = 16;

  /** In plain text. */
  public ClientSettings(
      List<NodeAddress> addresses,
      Duration attemptTimeout,
      Duration callTimeout,
      String actor,
      Supplier<String> requestIds) {
    this(addresses, attemptTimeout, callTimeout, actor, requestIds, null);
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a value is out of range
   */
  public ClientSettings {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
      throw new IllegalArgumentException(
          "between 1 and " + MAX_ADDRESSES + " addresses are needed");
    }
    if (attemptTimeout.toMillis() < 1 || callTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("the timeouts must be at least 1 ms");
    }
  }
}
