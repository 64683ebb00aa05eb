package io.quorate.bench.contender;

import io.quorate.client.QuorateException;
import java.io.IOException;
import java.time.Duration;

/** Three servers of this machine that keep values by key, and the one client that asks them. */
public interface Contender extends AutoCloseable {
  /** As reports have it. */
  String name();

  /** How its client asks. */
  Way way();

  /**
   * Asks for one kind of thing, so many at a time.
   *
   * @throws QuorateException when it cannot begin
   */
  Load load(LoadKind kind, int inFlight) throws QuorateException;

  /**
   * Processor time that its three servers have used so far.
   *
   * @throws IOException when one of them has ended
   */
  Duration processorTime() throws IOException;

  /**
   * Bytes of the log of one server.
   *
   * @throws IOException when it cannot be read
   */
  long logBytes() throws IOException;

  /**
   * Ends what belongs to it alone.
   *
   * @throws IOException when something is left
   */
  @Override
  void close() throws IOException;
}
