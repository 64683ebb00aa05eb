package io.quorate.server.log;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** The end of what was written, with the time of each write. Not safe for several threads. */
final class RecentOutput {
  private final InstantSource clock;
  private final int maxBytes;
  private final Deque<Written> kept = new ArrayDeque<>();
  private int keptBytes;

  private record Written(Instant at, ByteString bytes) {}

  /**
   * Empty.
   *
   * @param maxBytes that are kept
   */
  RecentOutput(InstantSource clock, int maxBytes) {
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /** Keeps them, and as much of what came before as fits. */
  void add(ByteString bytes) {
    kept.add(new Written(clock.instant(), bytes));
    keptBytes += bytes.size();
    while (keptBytes > maxBytes) {
      keptBytes -= kept.removeFirst().bytes().size();
    }
  }

  /** What was written within this time. */
  String since(Duration ago) {
    Instant from = clock.instant().minus(ago);
    ByteString text = ByteString.EMPTY;
    for (Written written : kept) {
      if (!written.at().isBefore(from)) {
        text = text.concat(written.bytes());
      }
    }
    return text.toStringUtf8();
  }
}
