package io.quorate.server;

import io.quorate.core.declaration.GroupMember;
import io.quorate.core.failover.Eligibility;
import io.quorate.core.failover.Situation;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.sync.SyncBlock;
import java.time.Duration;
import java.util.List;

/**
 * A group as the node that leads sees it at one moment.
 *
 * @param record what the registry says
 * @param notServed for how long no node has served it; zero while one does
 * @param standbys members that could take it over now
 * @param blocks what keeps members from having its configuration
 */
record LedGroup(GroupRecord record, Duration notServed, long standbys, List<SyncBlock> blocks) {
  LedGroup {
    blocks = List.copyOf(blocks);
  }

  static LedGroup of(Situation situation, List<SyncBlock> blocks) {
    GroupRecord record = situation.group();
    return new LedGroup(
        record,
        record.service().isServed()
            ? Duration.ZERO
            : situation.now().since(record.service().since()),
        record.spec().members().stream()
            .map(GroupMember::node)
            .filter(node -> !record.role().heldBy(node) && Eligibility.holds(situation, node))
            .count(),
        blocks);
  }

  String name() {
    return record.spec().name().value();
  }

  /** Whether members are given its configuration, or are compared. */
  boolean syncs() {
    return !record.spec().deliveries().isEmpty() || !record.spec().facts().isEmpty();
  }

  /** Whether it needs somebody: what is shown of a group where there are too many to show all. */
  boolean hasNews() {
    return !record.service().isServed() || standbys == 0 || record.paused() || !blocks.isEmpty();
  }
}
