package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.server.agent.LeaseFile;
import io.quorate.server.agent.RoleFile;
import io.quorate.server.agent.ShownRoles;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.NodeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RoleMetricsTest {
  private static final long NOW = Duration.ofHours(1).toNanos();

  private static final long RUN = 3;

  /** Counted from when the machine started, so that leases are as long as until they end. */
  private static final LeaseFile LEASES = new LeaseFile("a", "", RUN, 0);

  private final Map<GroupId, RoleFile> roles = new TreeMap<>();

  @Test
  void aNodeIsActiveWhileItsLeaseIsValid() {
    add("web", "active", 4, NOW + Duration.ofMillis(1_500).toNanos());
    add("late", "active", 5, NOW);
    add("db", "standby", 0, 0);

    assertThat(page())
        .contains(
            "quorate_group_active{group=\"web\"} 1.0",
            "quorate_group_active{group=\"late\"} 0.0",
            "quorate_group_active{group=\"db\"} 0.0",
            "quorate_group_epoch{group=\"web\"} 4.0",
            "quorate_group_lease_seconds{group=\"web\"} 1.5",
            "quorate_group_lease_seconds{group=\"late\"} 0.0",
            "quorate_roles{role=\"active\"} 1.0",
            "quorate_roles{role=\"standby\"} 1.0",
            "quorate_roles{role=\"neither\"} 1.0");
  }

  @Test
  void ofTooManyGroupsThoseAreShownThatAreNeitherOneNorTheOther() {
    for (int i = 0; i < GroupMetrics.ALL_SHOWN; i++) {
      add("g" + i, "standby", 0, 0);
    }
    add("starts", "promoting", 7, 0);

    assertThat(page())
        .contains("quorate_roles{role=\"standby\"} 1000.0")
        .filteredOn(line -> line.startsWith("quorate_group_epoch"))
        .containsExactly("quorate_group_epoch{group=\"starts\"} 7.0");
  }

  private void add(String group, String role, long epoch, long leaseEnd) {
    roles.put(
        new GroupId(group),
        new RoleFile(group, "a", role, epoch, Instant.EPOCH, leaseEnd, RUN, "", List.of()));
  }

  private List<String> page() {
    NodeMetrics metrics = new NodeMetrics();
    new RoleMetrics(
            new OwnRoles(() -> new ShownRoles(LEASES, roles), () -> new ClockReading(0, NOW, 0)))
        .registerIn(metrics);
    return new Exposition(metrics).page("").text().lines().toList();
  }
}
