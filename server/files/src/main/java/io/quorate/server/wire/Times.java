package io.quorate.server.wire;

import com.google.protobuf.Timestamp;
import io.quorate.core.ClusterTime;
import io.quorate.core.declaration.DurationRange;
import java.time.Duration;
import java.util.Optional;

/** Times on the wire and in the core. */
public final class Times {
  private static final long MILLIS = 1_000L;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private Times() {}

  /**
   * The core's form, zero when unset; empty when it is negative, longer than can be counted with,
   * or no duration at all.
   */
  public static Optional<Duration> read(com.google.protobuf.Duration message) {
    boolean countable =
        message.getSeconds() >= 0
            && message.getSeconds() <= DurationRange.LONGEST.toSeconds()
            && message.getNanos() >= 0
            && message.getNanos() < NANOS_PER_SECOND;
    return countable
        ? Optional.of(Duration.ofSeconds(message.getSeconds(), message.getNanos()))
            .filter(DurationRange::countable)
        : Optional.empty();
  }

  /** The wire's form. */
  public static com.google.protobuf.Duration message(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }

  /** The wire's form of a cluster time. */
  public static Timestamp timestamp(ClusterTime time) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(time.millis(), MILLIS))
        .setNanos((int) Math.floorMod(time.millis(), MILLIS) * NANOS_PER_MILLI)
        .build();
  }
}
