package io.quorate.server;

import com.codahale.metrics.Counter;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.Event;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts how epochs came to their ends. */
final class RoleEnds {
  private static final List<Closure> ENDS =
      List.of(Closure.RELEASED, Closure.EXPIRED, Closure.FENCED);

  private final Map<Closure, Counter> counts = new EnumMap<>(Closure.class);

  RoleEnds(NodeMetrics metrics) {
    for (Closure end : ENDS) {
      counts.put(end, metrics.counter(Measure.ROLE_ENDS, end.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** These have happened while this node led. */
  void applied(List<Event> events) {
    for (Event event : events) {
      Counter count =
          event instanceof Event.RoleClosed closed ? counts.get(closed.closure()) : null;
      if (count != null) {
        count.inc();
      }
    }
  }
}
