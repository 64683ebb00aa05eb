package io.quorate.server;

import io.quorate.core.ClockReading;
import io.quorate.core.ClusterTime;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import io.quorate.core.sync.SyncReason;
import io.quorate.server.http.MetricFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which groups are served, in numbers. The leader alone gives them: what another node knows may be
 * old.
 */
final class GroupMetrics {
  private static final double MILLIS = 1_000.0;

  private final List<GroupRecord> groups;
  private final ClusterTime now;

  private GroupMetrics(List<GroupRecord> groups, ClusterTime now) {
    this.groups = groups;
    this.now = now;
  }

  /** Those of a node that leads. */
  static List<MetricFamily> of(RegistryImage image, ClockReading clock) {
    return new GroupMetrics(
            image.groups(), new ClusterTime(clock.wallMillis()).orLater(image.time()))
        .all();
  }

  private List<MetricFamily> all() {
    return List.of(
        perGroup(
            "quorate_group_served",
            "1 while a node serves the group; the leader says so.",
            MetricFamily.Kind.GAUGE,
            group -> group.service().isServed() ? 1.0 : 0.0),
        perGroup(
            "quorate_group_not_served_seconds",
            "For how long no node has served the group; the leader says so.",
            MetricFamily.Kind.GAUGE,
            group -> seconds(notServed(group))),
        perGroup(
            "quorate_group_interruptions_total",
            "How often the group ceased to be served; the leader says so.",
            MetricFamily.Kind.COUNTER,
            group -> (double) group.service().interruptions()),
        perGroup(
            "quorate_group_last_interruption_seconds",
            "How long the last interruption that is over took; the leader says so.",
            MetricFamily.Kind.GAUGE,
            group -> seconds(group.service().last())));
  }

  /** What keeps members from having the configuration; of groups that deliver or compare. */
  static MetricFamily blocked(Map<GroupRecord, List<SyncBlock>> blocks) {
    return new MetricFamily(
        "quorate_sync_blocked",
        "1 while this keeps a member from having the group's configuration; the leader says so.",
        MetricFamily.Kind.GAUGE,
        () -> {
          List<MetricFamily.Sample> samples = new ArrayList<>();
          blocks.forEach((group, known) -> blocked(group, known, samples));
          return samples;
        });
  }

  private static void blocked(
      GroupRecord group, List<SyncBlock> known, List<MetricFamily.Sample> samples) {
    for (GroupMember member : group.spec().members()) {
      for (SyncReason reason : SyncReason.values()) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("group", group.spec().name().value());
        labels.put("node", member.node().value());
        labels.put("reason", reason.name());
        boolean holds =
            known.stream()
                .anyMatch(block -> block.node().equals(member.node()) && block.reason() == reason);
        samples.add(new MetricFamily.Sample(labels, holds ? 1.0 : 0.0));
      }
    }
  }

  private Duration notServed(GroupRecord group) {
    return group.service().isServed() ? Duration.ZERO : now.since(group.service().since());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }

  private MetricFamily perGroup(
      String name, String help, MetricFamily.Kind kind, Function<GroupRecord, Double> value) {
    return new MetricFamily(
        name,
        help,
        kind,
        () -> {
          List<MetricFamily.Sample> samples = new ArrayList<>();
          for (GroupRecord group : groups) {
            TreeMap<String, String> labels = new TreeMap<>();
            labels.put("group", group.spec().name().value());
            samples.add(new MetricFamily.Sample(labels, value.apply(group)));
          }
          return samples;
        });
  }
}
