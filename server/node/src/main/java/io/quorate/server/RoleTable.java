package io.quorate.server;

import io.quorate.core.NodeId;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Refounding;
import io.quorate.core.store.Row;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.util.List;

/** Tells of each group of a state who holds it, and where its epochs go on. */
final class RoleTable {
  private static final int ALL_GROUPS = 100_000;
  private static final int MOST_GROUPS = 50;

  private RoleTable() {}

  static void append(StringBuilder text, StoreView state) {
    List<Row<GroupRecord>> rows = state.range(Table.GROUPS, "", "~", ALL_GROUPS);
    if (rows.isEmpty()) {
      text.append("  no groups%n".formatted());
      return;
    }
    text.append("%n  %-24s %-12s %-12s %s%n".formatted("GROUP", "HELD BY", "EPOCH", "THEN ABOVE"));
    for (Row<GroupRecord> row : rows.subList(0, Math.min(rows.size(), MOST_GROUPS))) {
      GroupRecord group = row.value();
      NodeId holder = group.role().holder();
      long epoch = group.role().epoch().value();
      text.append(
          "  %-24s %-12s %-12d %d%n"
              .formatted(
                  group.spec().name(),
                  holder == null ? "nobody" : holder.value(),
                  epoch,
                  epoch + Refounding.LEAP));
    }
    if (rows.size() > MOST_GROUPS) {
      text.append("  and %d more%n".formatted(rows.size() - MOST_GROUPS));
    }
  }
}
