package io.quorate.server.wire;

import com.google.protobuf.Timestamp;
import io.quorate.core.ClusterTime;
import java.time.Duration;

/** Times on the wire and in the core. */
public final class Times {
  private static final long MILLIS = 1_000L;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private Times() {}

  /** The core's form; zero when unset. */
  public static Duration duration(com.google.protobuf.Duration message) {
    return Duration.ofSeconds(message.getSeconds(), message.getNanos());
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
