package io.quorate.replica;

import java.io.OutputStream;
import org.apache.ratis.metrics.MetricRegistries;
import org.apache.ratis.metrics.MetricRegistryInfo;
import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.impl.RatisMetricRegistryImpl;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.server.metrics.LeaderElectionMetrics;
import org.apache.ratis.server.metrics.RaftLogMetricsBase;
import org.apache.ratis.server.metrics.RaftServerMetricsImpl;
import org.apache.ratis.server.metrics.SegmentedRaftLogMetrics;
import org.apache.ratis.thirdparty.com.codahale.metrics.Counting;
import org.apache.ratis.thirdparty.com.codahale.metrics.Gauge;
import org.apache.ratis.thirdparty.com.codahale.metrics.Metric;
import org.apache.ratis.thirdparty.com.codahale.metrics.MetricRegistry;
import org.apache.ratis.thirdparty.com.codahale.metrics.Reservoir;
import org.apache.ratis.thirdparty.com.codahale.metrics.Snapshot;
import org.apache.ratis.thirdparty.com.codahale.metrics.Timer;
import org.apache.ratis.thirdparty.com.codahale.metrics.UniformSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Ratis measures of itself, in registries of a Dropwizard that only it has.
 *
 * <p>Ratis asks its registry for a timer and takes the one that is there. So the timer of its
 * syncs, put there before, counts into buckets of ours; by itself it would keep a sample, from
 * which no alert can tell how many were slow.
 */
final class RatisNumbers {
  static {
    // Any registration of ours also keeps Ratis from publishing everything over JMX.
    MetricRegistries.global()
        .addReporterRegistration(RatisNumbers::prepare, RatisNumbers::nothingToStop);
  }

  private RatisNumbers() {}

  /** Must come before the first server of this process: what was made before counts nothing. */
  static void prepare() {
    // The class is initialised now.
  }

  private static void prepare(RatisMetricRegistry made) {
    MetricRegistryInfo info = made.getMetricRegistryInfo();
    if (made instanceof RatisMetricRegistryImpl registry
        && info.getMetricsComponentName().equals(RaftLogMetricsBase.RATIS_LOG_WORKER_METRICS)) {
      registry
          .getDropWizardMetricRegistry()
          .register(
              name(info, SegmentedRaftLogMetrics.RAFT_LOG_SYNC_TIME),
              new Timer(new SyncReservoir(new LatencyBuckets())));
    }
  }

  private static void nothingToStop(RatisMetricRegistry ended) {}

  private static String name(MetricRegistryInfo info, String metric) {
    return MetricRegistry.name(
        info.getApplicationName(), info.getMetricsComponentName(), info.getPrefix(), metric);
  }

  /** Those of this member; zero what Ratis does not measure yet. */
  static EngineNumbers.Log of(RaftGroupMemberId member) {
    String log = RaftLogMetricsBase.RATIS_LOG_WORKER_METRICS;
    String election = LeaderElectionMetrics.RATIS_LEADER_ELECTION_METRICS;
    return new EngineNumbers.Log(
        syncs(metric(member, log, SegmentedRaftLogMetrics.RAFT_LOG_SYNC_TIME)),
        number(metric(member, log, SegmentedRaftLogMetrics.RAFT_LOG_DATA_QUEUE_SIZE)),
        number(metric(member, election, LeaderElectionMetrics.LEADER_ELECTION_COUNT_METRIC)),
        number(
            metric(member, election, LeaderElectionMetrics.LEADER_ELECTION_TIMEOUT_COUNT_METRIC)),
        number(
            metric(
                member,
                RaftServerMetricsImpl.RATIS_SERVER_METRICS,
                RaftServerMetricsImpl.RATIS_SERVER_INSTALL_SNAPSHOT_COUNT)));
  }

  private static @Nullable Metric metric(RaftGroupMemberId member, String component, String name) {
    for (RatisMetricRegistry each : MetricRegistries.global().getMetricRegistries()) {
      MetricRegistryInfo info = each.getMetricRegistryInfo();
      if (each instanceof RatisMetricRegistryImpl registry
          && info.getPrefix().equals(member.toString())
          && info.getMetricsComponentName().equals(component)) {
        return registry.getDropWizardMetricRegistry().getMetrics().get(name(info, name));
      }
    }
    return null;
  }

  private static LatencyBuckets.Counts syncs(@Nullable Metric metric) {
    return metric instanceof Timer timer && timer.getSnapshot() instanceof SyncSnapshot snapshot
        ? snapshot.counts
        : new LatencyBuckets().counts();
  }

  private static long number(@Nullable Metric metric) {
    if (metric instanceof Counting counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  /** Counts into buckets what the timer is told. */
  private record SyncReservoir(LatencyBuckets buckets) implements Reservoir {
    @Override
    public int size() {
      return LatencyBuckets.BOUNDS.size() + 1;
    }

    @Override
    public void update(long nanos) {
      buckets.add(nanos);
    }

    @Override
    public Snapshot getSnapshot() {
      return new SyncSnapshot(buckets.counts());
    }
  }

  /** Of no sample: whoever wants to know asks for the counts. */
  private static final class SyncSnapshot extends UniformSnapshot {
    private final LatencyBuckets.Counts counts;

    SyncSnapshot(LatencyBuckets.Counts counts) {
      super(new long[0]);
      this.counts = counts;
    }

    @Override
    public void dump(OutputStream output) {}
  }
}
