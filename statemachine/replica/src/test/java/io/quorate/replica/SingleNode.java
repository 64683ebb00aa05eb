package io.quorate.replica;

import io.quorate.core.NodeKind;
import java.nio.file.Path;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;

/** A cluster of one: everything about the disk and nothing about the network. */
final class SingleNode {
  /** Does not ask for more free space than a small test disk has. */
  static final RaftTweaks SMALL_DISK =
      (properties, parameters) -> {
        RaftServerConfigKeys.setStorageFreeSpaceMin(properties, SizeInBytes.valueOf("1MB"));
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
      };

  private SingleNode() {}

  static TestCluster in(Path root) throws Exception {
    TestCluster cluster = new TestCluster(root).timed(ElectionTiming.FAST).tweaked(SMALL_DISK);
    cluster.add("a", NodeKind.DATA);
    return cluster;
  }
}
