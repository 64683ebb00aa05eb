package io.quorate.server.api;

import io.quorate.core.GroupId;
import io.quorate.core.Names;
import io.quorate.core.journal.Journal;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.store.StoreView;
import io.quorate.server.registry.ReplicatedRegistry;
import io.quorate.server.wire.Times;
import io.quorate.v1.GetHistoryRequest;
import io.quorate.v1.GetHistoryResponse;
import io.quorate.v1.HistoryEntry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Pages of the history, newest first. */
final class HistoryPages {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;

  private HistoryPages() {}

  /** A page; fails when nothing was ever heard of the group. */
  static CompletableFuture<GetHistoryResponse> page(
      ReplicatedRegistry registry, GetHistoryRequest request) {
    return known(registry, request.getGroup())
        ? CompletableFuture.completedFuture(entries(registry, request))
        : CompletableFuture.failedFuture(Refused.of(GroupReads.unknown(request.getGroup())));
  }

  /** A group that was deleted is still known by its history, as long as that is kept. */
  private static boolean known(ReplicatedRegistry registry, String group) {
    return group.isEmpty()
        || registry.group(group).isPresent()
        || !registry.read(store -> entries(store, group, Long.MAX_VALUE, 1)).isEmpty();
  }

  private static GetHistoryResponse entries(
      ReplicatedRegistry registry, GetHistoryRequest request) {
    int asked = request.getLimit() == 0 ? DEFAULT_LIMIT : request.getLimit();
    int limit = asked < 0 ? MAX_LIMIT : Math.min(asked, MAX_LIMIT);
    long before = request.getBefore() <= 0 ? Long.MAX_VALUE : request.getBefore(); // unsigned
    GetHistoryResponse.Builder page = GetHistoryResponse.newBuilder();
    registry
        .read(store -> entries(store, request.getGroup(), before, limit))
        .forEach(entry -> page.addEntries(message(entry)));
    return page.build();
  }

  private static List<JournalEntry> entries(StoreView store, String group, long before, int limit) {
    if (group.isEmpty()) {
      return Journal.newest(store, before, limit);
    }
    return Names.wellFormed(group)
        ? Journal.newest(store, new GroupId(group), before, limit)
        : List.of();
  }

  private static HistoryEntry message(JournalEntry entry) {
    return HistoryEntry.newBuilder()
        .setSequence(entry.sequence())
        .setAt(Times.timestamp(entry.at()))
        .setGroup(entry.group())
        .setEvent(entry.event())
        .setEpoch(entry.epoch().value())
        .setNode(entry.node())
        .setActor(entry.actor())
        .setCause(entry.cause())
        .setTook(Times.message(entry.took()))
        .build();
  }
}
