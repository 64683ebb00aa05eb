package io.quorate.server;

import io.quorate.replica.EngineNumbers;
import io.quorate.replica.store.StoreNumbers;
import io.quorate.server.metrics.Measure;
import io.quorate.server.metrics.NodeMetrics;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** What the log and the store say of themselves. */
final class EngineMetrics {
  private final Supplier<EngineNumbers> engine;

  EngineMetrics(Supplier<EngineNumbers> engine) {
    this.engine = engine;
  }

  void registerIn(NodeMetrics metrics) {
    metrics.durations(Measure.DISK_SYNC, () -> engine.get().log().syncs());
    metrics.value(Measure.RAFT_LOG_WAITING, () -> engine.get().log().tasksWaiting());
    metrics.value(Measure.RAFT_ELECTIONS, () -> engine.get().log().elections());
    metrics.value(Measure.RAFT_ELECTIONS_TIMED_OUT, () -> engine.get().log().electionsTimedOut());
    metrics.value(Measure.RAFT_SNAPSHOTS_INSTALLED, () -> engine.get().log().snapshotsInstalled());
    store(metrics, Measure.STORE_FILES, StoreNumbers::fileBytes);
    store(metrics, Measure.STORE_MEMTABLES, StoreNumbers::memtableBytes);
    store(metrics, Measure.STORE_CACHE, StoreNumbers::cacheBytes);
    store(metrics, Measure.STORE_COMPACTION_PENDING, StoreNumbers::pendingCompactionBytes);
    store(metrics, Measure.STORE_ERRORS, StoreNumbers::backgroundErrors);
  }

  private void store(NodeMetrics metrics, Measure measure, ToLongFunction<StoreNumbers> value) {
    metrics.readings(
        measure,
        readings ->
            engine
                .get()
                .store()
                .ifPresent(store -> readings.add((double) value.applyAsLong(store))));
  }
}
