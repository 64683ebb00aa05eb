package io.quorate.server;

import io.quorate.core.declaration.GroupMember;
import io.quorate.core.registry.ServiceRecord;
import io.quorate.core.sync.SyncReason;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import io.quorate.server.metrics.Readings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * How groups are, in numbers. The leader alone gives them: what another node knows may be old.
 * Where there are more groups than anybody looks at, those are shown that need somebody, and how
 * many there are of which.
 */
final class GroupMetrics {
  /** Groups that are shown one by one, whatever they have to say. */
  static final int ALL_SHOWN = 1_000;

  private static final Duration ONE_SCRAPE = Duration.ofMillis(200);
  private static final double MILLIS = 1_000.0;

  private final Remembered<Optional<LedGroups>> led;

  GroupMetrics(Supplier<Optional<LedGroups>> led) {
    this.led = new Remembered<>(led, ONE_SCRAPE, System::nanoTime);
  }

  void registerIn(NodeMetrics metrics) {
    each(metrics, Measure.GROUP_SERVED, group -> group.record().service().isServed() ? 1 : 0);
    each(metrics, Measure.GROUP_NOT_SERVED, group -> seconds(group.notServed()));
    each(metrics, Measure.GROUP_INTERRUPTIONS, group -> group.record().service().interruptions());
    each(
        metrics,
        Measure.GROUP_LAST_INTERRUPTION,
        group -> seconds(group.record().service().last()));
    each(metrics, Measure.GROUP_STANDBYS_ELIGIBLE, LedGroup::standbys);
    each(metrics, Measure.GROUP_PAUSED, group -> group.record().paused() ? 1 : 0);
    metrics.readings(
        Measure.SYNC_BLOCKED, readings -> shown().forEach(group -> blocked(group, readings)));
    metrics.readings(Measure.GROUPS, readings -> ifLed(seen -> states(seen, readings)));
    metrics.readings(
        Measure.GROUPS_WITHOUT_STANDBY,
        readings -> ifLed(seen -> readings.add((double) withoutStandby(seen))));
    metrics.readings(
        Measure.NODE_SILENCE,
        readings ->
            ifLed(
                seen ->
                    seen.silence()
                        .forEach((node, silent) -> readings.add(seconds(silent), node.value()))));
  }

  private void each(NodeMetrics metrics, Measure measure, ToDoubleFunction<LedGroup> value) {
    metrics.readings(
        measure,
        readings ->
            shown().forEach(group -> readings.add(value.applyAsDouble(group), group.name())));
  }

  private void ifLed(Consumer<LedGroups> reader) {
    led.get().ifPresent(reader);
  }

  private List<LedGroup> shown() {
    List<LedGroup> groups = led.get().map(LedGroups::groups).orElse(List.of());
    return groups.size() <= ALL_SHOWN ? groups : groups.stream().filter(LedGroup::hasNews).toList();
  }

  private static void states(LedGroups seen, Readings readings) {
    for (ServiceRecord.State state : ServiceRecord.State.values()) {
      long count =
          seen.groups().stream().filter(group -> group.record().service().state() == state).count();
      readings.add((double) count, state.name().toLowerCase(Locale.ROOT));
    }
  }

  private static long withoutStandby(LedGroups seen) {
    return seen.groups().stream().filter(group -> group.standbys() == 0).count();
  }

  private static void blocked(LedGroup group, Readings readings) {
    if (!group.syncs()) {
      return;
    }
    for (GroupMember member : group.record().spec().members()) {
      for (SyncReason reason : SyncReason.values()) {
        boolean holds =
            group.blocks().stream()
                .anyMatch(block -> block.node().equals(member.node()) && block.reason() == reason);
        readings.add(holds ? 1 : 0, group.name(), member.node().value(), reason.name());
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
