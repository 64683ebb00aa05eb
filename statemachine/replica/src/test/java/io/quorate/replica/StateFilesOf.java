package io.quorate.replica;

import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.PeerId;
import java.nio.file.Path;

/** Where a test's replica keeps its things. */
record StateFilesOf(TestCluster cluster, PeerId id) {

  DataLayout layout() {
    ReplicaConfig config = cluster.config(id, StartMode.RESTART);
    return new DataLayout(config.dataDirectory(), config.groupId());
  }

  Path logFolder() {
    return layout().logFolder();
  }
}
