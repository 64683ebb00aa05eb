package io.quorate.server;

import io.quorate.server.http.GroupRole;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What this node is in each group, by its own lease. */
final class RoleMetrics {
  private static final double MILLIS = 1_000.0;

  private final OwnRoles roles;

  RoleMetrics(OwnRoles roles) {
    this.roles = roles;
  }

  void registerIn(NodeMetrics metrics) {
    metrics.readings(
        Measure.GROUP_ACTIVE,
        readings -> each(readings, now -> now.role() == GroupRole.ACTIVE ? 1 : 0));
    metrics.readings(Measure.GROUP_EPOCH, readings -> each(readings, now -> now.file().epoch()));
    metrics.readings(
        Measure.GROUP_LEASE,
        readings -> each(readings, now -> now.leaseLeft().toMillis() / MILLIS));
    metrics.readings(Measure.ROLES, this::count);
  }

  /** Where there are too many groups to show all, those that are neither one nor the other. */
  private void each(Readings readings, ToDoubleFunction<OwnRoles.RoleNow> value) {
    boolean all = roles.groups() <= GroupMetrics.ALL_SHOWN;
    roles.each(
        now -> {
          if (all || now.role() == GroupRole.NEITHER) {
            readings.add(value.applyAsDouble(now), now.file().group());
          }
        });
  }

  private void count(Readings readings) {
    Map<GroupRole, Integer> counts = new EnumMap<>(GroupRole.class);
    roles.each(now -> counts.merge(now.role(), 1, Integer::sum));
    for (GroupRole role : GroupRole.values()) {
      readings.add(counts.getOrDefault(role, 0), role.name().toLowerCase(Locale.ROOT));
    }
  }
}
