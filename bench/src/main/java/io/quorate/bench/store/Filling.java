package io.quorate.bench.store;

import com.google.protobuf.ByteString;
import io.quorate.bench.cluster.LogBytes;
import io.quorate.client.QuorateException;
import io.quorate.client.RefusedException;
import io.quorate.server.local.LocalCluster;
import io.quorate.v1.CommitCandidateRequest;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.EditCandidateRequest;
import io.quorate.v1.WriteConfigRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Puts values into a configuration, and says how long that took. */
final class Filling {
  private static final int OF_A_COMMIT = 100;
  private static final int VALUE_BYTES = 1 << 10;
  private static final int STAGED_BYTES = 64;
  private static final int OF_AN_EDIT = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LocalCluster cluster;

  Filling(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Many commits.
   *
   * @param values that they set
   * @param bytes of those values, without paths
   * @param took how long
   */
  record Commits(int values, long bytes, Duration took) {}

  /** Commits of 100 values each, one after the other. */
  Commits commits(int count) throws QuorateException, InterruptedException {
    long begun = System.nanoTime();
    for (int commit = 0; commit < count; commit++) {
      WriteConfigRequest.Builder write =
          WriteConfigRequest.newBuilder().setGroup(StoreCommand.GROUP);
      for (int i = 0; i < OF_A_COMMIT; i++) {
        write.addChanges(change("filled", commit * OF_A_COMMIT + i, VALUE_BYTES));
      }
      write(write.build());
    }
    int values = count * OF_A_COMMIT;
    return new Commits(values, (long) values * VALUE_BYTES, since(begun));
  }

  /** The first one may come before the cluster has come to the level at which there are such. */
  private void write(WriteConfigRequest request) throws QuorateException, InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      try {
        cluster.client().configuration().write(request);
        return;
      } catch (RefusedException early) {
        if (!early.refusal().hasReason("LEVEL_TOO_LOW") || since(begun).compareTo(LIMIT) > 0) {
          throw early;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /**
   * One commit of a candidate.
   *
   * @param values that it sets
   * @param staging how long it took to stage them
   * @param committing from the request to its answer
   * @param logBytes by which the log of one node grew meanwhile
   */
  record Candidate(int values, Duration staging, Duration committing, long logBytes) {}

  /** Stages so many values and commits them. */
  Candidate candidate(int count) throws QuorateException, IOException {
    long begun = System.nanoTime();
    for (int from = 0; from < count; from += OF_AN_EDIT) {
      EditCandidateRequest.Builder edit =
          EditCandidateRequest.newBuilder().setGroup(StoreCommand.GROUP).setName("large");
      for (int i = from; i < Math.min(count, from + OF_AN_EDIT); i++) {
        edit.addChanges(change("staged", i, STAGED_BYTES));
      }
      cluster.client().configuration().edit(edit.build());
    }
    Duration staging = since(begun);
    long before = LogBytes.of(cluster.nodes().get(0).data());
    long committing = System.nanoTime();
    cluster
        .client()
        .configuration()
        .commit(
            CommitCandidateRequest.newBuilder()
                .setGroup(StoreCommand.GROUP)
                .setName("large")
                .build());
    Duration took = since(committing);
    long grown = LogBytes.of(cluster.nodes().get(0).data()) - before;
    return new Candidate(count, staging, took, grown);
  }

  private static ConfigChange change(String folder, int number, int bytes) {
    String path = String.format(Locale.ROOT, "%s/%03d/%06d", folder, number / 1_000, number);
    return ConfigChange.newBuilder().setPath(path).setValue(text(number, bytes)).build();
  }

  /** Other for each number, and hardly to be compressed: what is stored is compressed. */
  private static ByteString text(int number, int bytes) {
    byte[] chance = new byte[bytes];
    new SplittableRandom(number).nextBytes(chance);
    return ByteString.copyFromUtf8(Base64.getEncoder().encodeToString(chance).substring(0, bytes));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
