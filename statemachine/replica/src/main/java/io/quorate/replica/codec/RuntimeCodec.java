package io.quorate.replica.codec;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.runtime.RuntimeEnd;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.core.runtime.RuntimeHead;
import io.quorate.stored.v1.StoredDeadline;
import io.quorate.stored.v1.StoredRuntimeEntry;
import io.quorate.stored.v1.StoredRuntimeHead;
import java.time.Duration;

/** The rows of runtime entries to and from their stored forms. */
final class RuntimeCodec {
  private RuntimeCodec() {}

  static StoredRuntimeEntry encode(RuntimeEntry entry) {
    StoredRuntimeEntry.Builder stored =
        StoredRuntimeEntry.newBuilder()
            .setValue(ConfigCodec.encode(entry.value()))
            .setRevision(entry.revision().value())
            .setWrittenMillis(entry.written().millis());
    if (entry.end() instanceof RuntimeEnd.At at) {
      stored.setAt(
          StoredDeadline.newBuilder()
              .setAtMillis(at.deadline().millis())
              .setTtlMillis(at.ttl().toMillis()));
    } else if (entry.end() instanceof RuntimeEnd.WithEpoch bound) {
      stored.setEpoch(bound.epoch().value());
    }
    return stored.build();
  }

  static RuntimeEntry decode(StoredRuntimeEntry stored) {
    RuntimeEnd end =
        switch (stored.getEndCase()) {
          case AT ->
              new RuntimeEnd.At(
                  new ClusterTime(stored.getAt().getAtMillis()),
                  Duration.ofMillis(stored.getAt().getTtlMillis()));
          case EPOCH -> new RuntimeEnd.WithEpoch(new Epoch(stored.getEpoch()));
          case END_NOT_SET -> new RuntimeEnd.Never();
        };
    return new RuntimeEntry(
        ConfigCodec.decode(stored.getValue()),
        new Revision(stored.getRevision()),
        end,
        new ClusterTime(stored.getWrittenMillis()));
  }

  static StoredRuntimeHead encode(RuntimeHead head) {
    return StoredRuntimeHead.newBuilder()
        .setLife(head.life())
        .setRevision(head.revision().value())
        .setEntries(head.entries())
        .setBytes(head.bytes())
        .setBound(head.bound())
        .build();
  }

  static RuntimeHead decode(StoredRuntimeHead stored) {
    return new RuntimeHead(
        stored.getLife(),
        new Revision(stored.getRevision()),
        stored.getEntries(),
        stored.getBytes(),
        stored.getBound());
  }
}
