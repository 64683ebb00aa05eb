package io.quorate.replica;

import io.quorate.core.NodeKind;
import io.quorate.replica.identity.DataLayout;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * Every setting of Ratis that we do not leave at its default, with the reason where the name does
 * not say it.
 */
final class RaftSettings {
  /**
   * Largest entry that Ratis appends, envelope and framing included. Also the limit for reading the
   * log back.
   */
  static final int MAX_LOG_ENTRY_BYTES = 1 << 20;

  /** How many checkpoints are kept: the newest, and one that may be on its way to a follower. */
  static final int CHECKPOINTS_KEPT = 2;

  private static final SizeInBytes MB = SizeInBytes.ONE_MB;

  private RaftSettings() {}

  static RaftProperties of(ReplicaConfig config, DataLayout layout, StartupOption option) {
    RaftProperties properties = new RaftProperties();
    boolean small = config.membership().own().kind() != NodeKind.DATA;
    RaftServerConfigKeys.setStorageDir(properties, storage(layout, option));
    RaftServerConfigKeys.setStorageFreeSpaceMin(properties, SizeInBytes.valueOf("256MB"));
    elections(properties, config.timing());
    reads(properties);
    log(properties, small);
    appender(properties);
    snapshots(properties);
    network(properties, config, small);
    return properties;
  }

  private static List<File> storage(DataLayout layout, StartupOption option) {
    File folder = layout.raftFolder().toFile();
    // With a second directory Ratis refuses a missing log instead of formatting one.
    return option == StartupOption.FORMAT
        ? List.of(folder)
        : List.of(folder, layout.raftDecoyFolder().toFile());
  }

  private static void elections(RaftProperties properties, ElectionTiming timing) {
    TimeDuration min = time(timing.min());
    TimeDuration max = time(timing.max());
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, min);
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, max);
    // A cold JVM is slow.
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(
        properties, time(timing.min().multipliedBy(2)));
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
        properties, time(timing.max().multipliedBy(2)));
    // Deadline of votes and appends; the default of 3 s slows rounds with a dead peer.
    RaftServerConfigKeys.Rpc.setRequestTimeout(properties, max);
    RaftServerConfigKeys.Rpc.setSlownessTimeout(properties, seconds(5));
    // One that lost its majority does not campaign for so long; by default 10 s.
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, max);
    RaftServerConfigKeys.LeaderElection.setPreVote(properties, true);
    RaftServerConfigKeys.Notification.setNoLeaderTimeout(properties, seconds(5));
    RaftServerConfigKeys.setSleepDeviationThreshold(
        properties, TimeDuration.valueOf(300, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.setCloseThreshold(properties, seconds(60));
    RaftServerConfigKeys.setStagingTimeout(properties, seconds(10));
  }

  /**
   * Ratis' reads are never used for a decision; these make the convenience reads of its tools less
   * wrong.
   */
  private static void reads(RaftProperties properties) {
    RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
    RaftServerConfigKeys.Read.setLeaderLeaseEnabled(properties, true);
    RaftServerConfigKeys.Read.setLeaderLeaseTimeoutRatio(properties, 0.5);
    RaftServerConfigKeys.Read.setTimeout(properties, seconds(2));
  }

  private static void log(RaftProperties properties, boolean small) {
    // One extra entry and flush for every commit, to know the commit index after a full restart.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
    // Acknowledges what was not written when a flush fails.
    RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
    // The other policy drops acknowledged entries after damage; torn tails we repair ourselves.
    RaftServerConfigKeys.Log.setCorruptionPolicy(
        properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
    // By default the log is kept for the slowest peer for ever.
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
    RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, 10_000);
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, megabytes(small ? 4 : 8));
    RaftServerConfigKeys.Log.setPreallocatedSize(properties, MB);
    RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, small ? 1 : 2);
    RaftServerConfigKeys.Log.setSegmentCacheSizeMax(properties, megabytes(small ? 8 : 32));
    RaftServerConfigKeys.Log.setWriteBufferSize(
        properties, SizeInBytes.valueOf(MAX_LOG_ENTRY_BYTES + 1024));
    // A bounded backlog bounds what a leader that leads nobody can take in.
    RaftServerConfigKeys.Log.setQueueByteLimit(properties, megabytes(small ? 4 : 8));
    RaftServerConfigKeys.Write.setByteLimit(properties, megabytes(small ? 8 : 16));
    RaftServerConfigKeys.Write.setElementLimit(properties, Proposals.MAX_WAITING);
    RaftServerConfigKeys.RetryCache.setExpiryTime(properties, seconds(300));
  }

  private static void appender(RaftProperties properties) {
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
        properties, SizeInBytes.valueOf(MAX_LOG_ENTRY_BYTES));
    RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, "1ms,10, 100ms,50, 500ms,1000");
    RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, true);
    RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(properties, MB);
  }

  private static void snapshots(RaftProperties properties) {
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, 20_000);
    RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, CHECKPOINTS_KEPT);
  }

  private static void network(RaftProperties properties, ReplicaConfig config, boolean small) {
    GrpcConfigKeys.Server.setHost(properties, config.bind().host());
    GrpcConfigKeys.Server.setPort(properties, config.bind().port());
    GrpcConfigKeys.Server.setHeartbeatChannel(properties, true);
    GrpcConfigKeys.Server.setWorkerGroupSize(properties, 2);
    GrpcConfigKeys.Server.setBossGroupSize(properties, 1);
    GrpcConfigKeys.Client.setWorkerGroupSize(properties, 2);
    GrpcConfigKeys.setMessageSizeMax(properties, megabytes(small ? 4 : 8));
  }

  private static TimeDuration time(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static TimeDuration seconds(long seconds) {
    return TimeDuration.valueOf(seconds, TimeUnit.SECONDS);
  }

  private static SizeInBytes megabytes(int count) {
    return SizeInBytes.valueOf((long) count << 20);
  }
}
