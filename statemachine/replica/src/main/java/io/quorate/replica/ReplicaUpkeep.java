package io.quorate.replica;

import io.quorate.replica.identity.HighWaterFile;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done every few seconds or minutes, off the watchdog's thread because it waits for the
 * disk.
 */
final class ReplicaUpkeep {
  static final Duration PERIOD = Duration.ofSeconds(5);

  // A cluster with few writes never reaches the count of entries that triggers a snapshot, and its
  // log fills the disk.
  private static final Duration SNAPSHOT_PERIOD = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaUpkeep.class);

  private final RaftNode node;
  private final ReplicaStateMachine<?> stateMachine;
  private final HighWaterFile highWater;
  private Duration nextSnapshot = SNAPSHOT_PERIOD;

  ReplicaUpkeep(RaftNode node, ReplicaStateMachine<?> stateMachine, HighWaterFile highWater) {
    this.node = node;
    this.stateMachine = stateMachine;
    this.highWater = highWater;
  }

  /** One round, this long after the start. */
  void round(Duration sinceStart) {
    try {
      highWater.raise(stateMachine.position());
      if (sinceStart.compareTo(nextSnapshot) >= 0) {
        nextSnapshot = sinceStart.plus(SNAPSHOT_PERIOD);
        snapshot();
      }
    } catch (IOException e) {
      LOG.warn("housekeeping failed, will try again: {}", e.toString());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // how it ends is logged
  private void snapshot() throws IOException {
    node.snapshot()
        .whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                LOG.warn("the periodic checkpoint failed", failure);
              }
            });
  }
}
