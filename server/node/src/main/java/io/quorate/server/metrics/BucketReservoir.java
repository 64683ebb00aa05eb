package io.quorate.server.metrics;

import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.UniformSnapshot;
import io.quorate.replica.LatencyBuckets;
import java.io.OutputStream;

/**
 * Makes a timer of Dropwizard count into buckets, where others keep a sample: what an alert
 * compares with a limit must not depend on which of them were kept.
 */
final class BucketReservoir implements Reservoir {
  private final LatencyBuckets buckets = new LatencyBuckets();

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
    return new Counted(buckets.counts());
  }

  /** Of no sample: whoever wants to know asks for the counts. */
  static final class Counted extends UniformSnapshot {
    private final LatencyBuckets.Counts counts;

    private Counted(LatencyBuckets.Counts counts) {
      super(new long[0]);
      this.counts = counts;
    }

    LatencyBuckets.Counts counts() {
      return counts;
    }

    @Override
    public void dump(OutputStream output) {}
  }
}
