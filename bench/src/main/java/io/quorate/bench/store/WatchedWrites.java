package io.quorate.bench.store;

import com.google.protobuf.ByteString;
import io.quorate.client.QuorateException;
import io.quorate.server.local.LocalCluster;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.WriteRuntimeRequest;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Writes one after the other, in turns without anybody who watches and with many: how long each
 * took.
 *
 * @param watches how many there were in every other turn
 * @param alone times without, in nanoseconds
 * @param watched times with them
 * @param told events that the watches were told
 */
record WatchedWrites(int watches, Histogram alone, Histogram watched, long told) {
  private static final int TURNS = 3;
  private static final int VALUE_BYTES = 256;
  private static final int DIGITS = 3;

  static WatchedWrites measure(LocalCluster cluster, int watches, int writes)
      throws QuorateException, InterruptedException {
    Histogram alone = new Histogram(DIGITS);
    Histogram watched = new Histogram(DIGITS);
    write(cluster, writes, new Histogram(DIGITS)); // until it runs warm
    long told = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      write(cluster, writes, alone);
      try (Watchers watchers = Watchers.begin(cluster, StoreCommand.GROUP, watches)) {
        write(cluster, writes, watched);
        told += watchers.end();
      }
    }
    return new WatchedWrites(watches, alone, watched, told);
  }

  private static void write(LocalCluster cluster, int writes, Histogram times)
      throws QuorateException {
    for (int i = 0; i < writes; i++) {
      String mark = String.format(Locale.ROOT, "%020d", System.nanoTime());
      WriteRuntimeRequest request =
          WriteRuntimeRequest.newBuilder()
              .setGroup(StoreCommand.GROUP)
              .addChanges(
                  RuntimeChange.newBuilder()
                      .setPath("watched/" + i % 100)
                      .setValue(
                          ByteString.copyFromUtf8(mark + "x".repeat(VALUE_BYTES - mark.length()))))
              .build();
      long begun = System.nanoTime();
      cluster.client().runtime().write(request);
      times.recordValue(System.nanoTime() - begun);
    }
  }
}
