package io.quorate.core.failover;

import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if the active died now (feature X2).
 *
 * @param active the node that holds the role; null when nobody does
 * @param successor who would take over; null when nobody would
 * @param terms what the worst-case time is the sum of; empty when nobody would take over
 * @param election the longest election before that; zero unless the active leads too
 * @param obstacles what would stop it, or stops single standbys
 */
public record Forecast(
    @Nullable NodeId active,
    @Nullable NodeId successor,
    List<TimeTerm> terms,
    Duration election,
    List<Refusal> obstacles) {

  /** Keeps its own copies. */
  public Forecast {
    terms = List.copyOf(terms);
    obstacles = List.copyOf(obstacles);
  }

  /** The worst-case time until clients are served again, after the election. */
  public Duration bound() {
    return FailoverBound.sum(terms);
  }

  /**
   * One named part of the worst-case time.
   *
   * @param name short and stable
   * @param duration the longest that it takes
   * @param meaning in words
   */
  public record TimeTerm(String name, Duration duration, String meaning) {}
}
