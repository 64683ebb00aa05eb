package io.quorate.server;

import io.quorate.server.agent.RoleFile;
import io.quorate.server.http.GroupRole;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
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
        readings -> each(readings, file -> roles.of(file) == GroupRole.ACTIVE ? 1 : 0));
    metrics.readings(Measure.GROUP_EPOCH, readings -> each(readings, RoleFile::epoch));
    metrics.readings(
        Measure.GROUP_LEASE,
        readings -> each(readings, file -> roles.leaseLeft(file).toMillis() / MILLIS));
  }

  private void each(Readings readings, ToDoubleFunction<RoleFile> value) {
    roles.each((group, file) -> readings.add(value.applyAsDouble(file), group.value()));
  }
}
