package io.quorate.replica;

import io.quorate.replica.store.StoreNumbers;
import java.util.Optional;

/**
 * Numbers of what a replica is built on, at one moment: a chosen few of the many that Ratis and
 * RocksDB keep.
 *
 * @param log the log
 * @param store the store; empty while a checkpoint takes its place
 */
public record EngineNumbers(Log log, Optional<StoreNumbers> store) {

  /**
   * Of the log, since this process started.
   *
   * @param syncs how long the disk took to keep what was appended
   * @param tasksWaiting what waits to be written
   * @param elections that this member began and that came to an end
   * @param electionsTimedOut of those in which too few answered
   * @param snapshotsInstalled that this member was sent because it was far behind
   */
  public record Log(
      LatencyBuckets.Counts syncs,
      long tasksWaiting,
      long elections,
      long electionsTimedOut,
      long snapshotsInstalled) {}
}
