package io.quorate.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.peer.PeerId;
import io.quorate.replica.raftlog.LogFolder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;

/** Settings under which a log is short enough to be outrun in a test. */
final class SmallLog {
  static final RaftTweaks SEGMENTS =
      (properties, parameters) -> {
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("256KB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("64KB"));
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, 0);
      };

  private SmallLog() {}

  /**
   * Fills more than one segment and makes checkpoints, so that the log before is gone on those;
   * sets {@code NAME-last} at the end.
   */
  static void outrun(TestCluster cluster, List<PeerId> on, String name) throws Exception {
    String value = "v".repeat(60_000);
    for (int i = 0; i < 30; i++) {
      cluster.put(name + i, value);
    }
    cluster.put(name + "-last", "yes");
    for (PeerId id : on) {
      cluster.awaitValue(id, name + "-last", "yes");
      assertThat(cluster.at(id).checkpoint().get(60, TimeUnit.SECONDS)).isPositive();
      LogFolder log = new LogFolder(new StateFilesOf(cluster, id).logFolder(), 1 << 20);
      Eventually.await("the beginning of the log of " + id + " goes", () -> log.first() > 0);
    }
  }
}
