package io.quorate.replica;

import io.quorate.core.NodeKind;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.HighWaterFile;
import io.quorate.replica.identity.IdentitySentinel;
import io.quorate.replica.store.Checkpoints;
import io.quorate.replica.store.DamagedParts;
import io.quorate.replica.store.StoreBudget;

/**
 * What keeps a replica's data directory.
 *
 * @param layout where things lie
 * @param sentinel whose it is
 * @param highWater how far it has come
 * @param checkpoints its checkpoints
 * @param budget memory for its store
 */
record StateFiles(
    DataLayout layout,
    IdentitySentinel sentinel,
    HighWaterFile highWater,
    Checkpoints checkpoints,
    StoreBudget budget) {

  static StateFiles of(ReplicaConfig config) {
    DataLayout layout = new DataLayout(config.dataDirectory(), config.groupId());
    boolean data = config.membership().own().kind() == NodeKind.DATA;
    return new StateFiles(
        layout,
        new IdentitySentinel(layout),
        new HighWaterFile(layout),
        new Checkpoints(
            layout.snapshotFolder(),
            layout.scratchFolder(),
            new DamagedParts(layout.damagedFolder())),
        data ? StoreBudget.DATA : StoreBudget.WITNESS);
  }
}
