package io.quorate.core.registry;

/**
 * What a request takes up in a log entry.
 *
 * @param bytes of the request as it is encoded
 * @param events that it can lead to, at most
 */
public record EntryShare(int bytes, int events) {
  /** Of nothing. */
  public static final EntryShare NONE = new EntryShare(0, 0);

  /** Of a request that takes so many bytes. */
  public static EntryShare of(Command command, int bytes) {
    return new EntryShare(bytes, command.maxEvents());
  }

  EntryShare and(EntryShare other) {
    return new EntryShare(bytes + other.bytes, events + other.events);
  }
}
