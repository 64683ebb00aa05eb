package io.quorate.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.failover.MemberView;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.Closure;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.registry.RoleRecord;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.server.metrics.Exposition;
import io.quorate.server.metrics.NodeMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class GroupMetricsTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final ClusterTime NOW = new ClusterTime(1_000_000);

  private final List<LedGroup> groups = new ArrayList<>();
  private final SortedMap<NodeId, Duration> silence = new TreeMap<>();

  @Test
  void aNodeThatDoesNotLeadSaysNothing() {
    assertThat(page(Optional.empty())).isEmpty();
  }

  @Test
  void aLeaderSaysHowEachGroupIs() {
    groups.add(group("web", served(), MemberView.Presence.ONLINE));
    groups.add(group("db", interrupted(), MemberView.Presence.OFFLINE));
    silence.put(B, Duration.ofMillis(250));

    assertThat(page(Optional.of(new LedGroups(groups, silence))))
        .contains(
            "quorate_group_served{group=\"web\"} 1.0",
            "quorate_group_served{group=\"db\"} 0.0",
            "quorate_group_not_served_seconds{group=\"web\"} 0.0",
            "quorate_group_not_served_seconds{group=\"db\"} 60.0",
            "quorate_group_interruptions_total{group=\"db\"} 3.0",
            "quorate_group_last_interruption_seconds{group=\"db\"} 1.5",
            "quorate_group_standbys_eligible{group=\"web\"} 1.0",
            "quorate_group_standbys_eligible{group=\"db\"} 0.0",
            "quorate_group_paused{group=\"web\"} 0.0",
            "quorate_groups{state=\"never\"} 0.0",
            "quorate_groups{state=\"served\"} 1.0",
            "quorate_groups{state=\"interrupted\"} 1.0",
            "quorate_groups_without_standby 1.0",
            "quorate_node_silence_seconds{node=\"b\"} 0.25")
        .noneMatch(line -> line.startsWith("quorate_sync_blocked"));
  }

  @Test
  void ofTooManyGroupsThoseAreShownThatNeedSomebody() {
    for (int i = 0; i < GroupMetrics.ALL_SHOWN; i++) {
      groups.add(group("g" + i, served(), MemberView.Presence.ONLINE));
    }
    LedGroups all = new LedGroups(List.copyOf(groups), silence);
    groups.add(group("ill", served(), MemberView.Presence.OFFLINE));
    LedGroups oneMore = new LedGroups(groups, silence);

    assertThat(page(Optional.of(all)))
        .filteredOn(line -> line.startsWith("quorate_group_served"))
        .hasSize(GroupMetrics.ALL_SHOWN);
    assertThat(page(Optional.of(oneMore)))
        .contains("quorate_groups{state=\"served\"} 1001.0", "quorate_groups_without_standby 1.0")
        .filteredOn(line -> line.startsWith("quorate_group_served"))
        .containsExactly("quorate_group_served{group=\"ill\"} 1.0");
  }

  private static List<String> page(Optional<LedGroups> led) {
    NodeMetrics metrics = new NodeMetrics();
    new GroupMetrics(() -> led).registerIn(metrics);
    return new Exposition(metrics)
        .page("")
        .text()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.startsWith("quorate_unreadable"))
        .toList();
  }

  private static ServiceRecord served() {
    return new ServiceRecord(ServiceRecord.State.SERVED, NOW, 0, Duration.ZERO);
  }

  private static ServiceRecord interrupted() {
    return new ServiceRecord(
        ServiceRecord.State.INTERRUPTED,
        new ClusterTime(NOW.millis() - 60_000),
        3,
        Duration.ofMillis(1_500));
  }

  /** Of a, which holds the role, and b, which is there or not. */
  private static LedGroup group(String name, ServiceRecord service, MemberView.Presence standby) {
    GroupSpec spec =
        new GroupSpec(
            new GroupId(name),
            List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(),
            List.of());
    RoleRecord role =
        new RoleRecord(
            new Epoch(4),
            Phase.ACTIVE,
            A,
            Closure.OPEN,
            Duration.ZERO,
            Duration.ZERO,
            new ClusterTime(0));
    GroupRecord record =
        new GroupRecord(
            spec,
            new Revision(1),
            role,
            GroupRecord.Automation.RUNNING,
            null,
            new TreeMap<>(),
            service);
    SortedMap<NodeId, MemberView> views = new TreeMap<>();
    views.put(A, view(MemberView.Presence.ONLINE));
    views.put(B, view(standby));
    return LedGroup.of(
        new Situation(record, NOW, Situation.LeaseState.MAYBE_ALIVE, views, Duration.ofMinutes(1)),
        List.of());
  }

  private static MemberView view(MemberView.Presence presence) {
    return new MemberView(
        presence,
        Duration.ZERO,
        new MemberReport(
            Epoch.NONE,
            MemberState.STANDBY,
            "",
            Epoch.NONE,
            Epoch.NONE,
            MemberReport.Quiescing.NO,
            MemberReport.Fitness.FIT,
            new Revision(1),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        Duration.ZERO);
  }
}
