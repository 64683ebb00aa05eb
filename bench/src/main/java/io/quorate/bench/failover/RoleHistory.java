package io.quorate.bench.failover;

import io.quorate.v1.HistoryEntry;
import java.util.List;
import java.util.OptionalDouble;

/** Finds the moments of a role change in the history of its group. */
final class RoleHistory {
  private static final String GRANTED = "ROLE_GRANTED";
  private static final List<String> CLOSED =
      List.of("ROLE_EXPIRED", "ROLE_RELEASED", "ROLE_FENCED");
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_MILLI = 1e6;

  private final List<HistoryEntry> entries;

  /** Of these entries, in any order. */
  RoleHistory(List<HistoryEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** When an epoch was closed, by the leader's clock, in milliseconds. */
  OptionalDouble closed(long epoch) {
    return entries.stream()
        .filter(entry -> entry.getEpoch() == epoch && CLOSED.contains(entry.getEvent()))
        .mapToDouble(RoleHistory::millis)
        .min();
  }

  /** When an epoch was granted. */
  OptionalDouble granted(long epoch) {
    return entries.stream()
        .filter(entry -> entry.getEpoch() == epoch && entry.getEvent().equals(GRANTED))
        .mapToDouble(RoleHistory::millis)
        .min();
  }

  private static double millis(HistoryEntry entry) {
    return entry.getAt().getSeconds() * MILLIS_PER_SECOND
        + entry.getAt().getNanos() / NANOS_PER_MILLI;
  }
}
