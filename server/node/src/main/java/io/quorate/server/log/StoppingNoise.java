package io.quorate.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps back what the Raft server says of requests that reach it while it is stopped or started:
 * that it refuses them is how it should be, and its peers ask again.
 */
public final class StoppingNoise extends TurboFilter {
  private static final String RAFT = "org.apache.ratis.";

  /** By their names: the classes of a library are not for a log's configuration to know. */
  private static final Set<String> EXPECTED =
      Set.of("ServerNotReadyException", "AlreadyClosedException");

  /** Made by logback. */
  public StoppingNoise() {}

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable thrown) {
    return logger.getName().startsWith(RAFT) && (expected(thrown) || expected(last(parameters)))
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }

  /** Behind the values of a line its exception may come; only later is it taken out of them. */
  private static @Nullable Throwable last(Object @Nullable [] parameters) {
    return parameters != null
            && parameters.length > 0
            && parameters[parameters.length - 1] instanceof Throwable thrown
        ? thrown
        : null;
  }

  private static boolean expected(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (EXPECTED.contains(cause.getClass().getSimpleName())) {
        return true;
      }
    }
    return false;
  }
}
