package io.quorate.bench.contender;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteRuntimeRequest;

/**
 * What Quorate is asked for.
 *
 * @param kind which kind
 * @param group of whose paths
 */
record Requests(LoadKind kind, String group) {
  /** Writes of one session that may be on their way at a time. */
  static final int IN_A_SESSION = 64;

  WriteRuntimeRequest runtimePut(long number) {
    return WriteRuntimeRequest.newBuilder()
        .setGroup(group)
        .addChanges(RuntimeChange.newBuilder().setPath(Entries.key(number)).setValue(value(number)))
        .build();
  }

  WriteConfigRequest configPut(long number) {
    return WriteConfigRequest.newBuilder()
        .setGroup(group)
        .addChanges(ConfigChange.newBuilder().setPath(Entries.key(number)).setValue(value(number)))
        .build();
  }

  GetRuntimeRequest get(long number) {
    return GetRuntimeRequest.newBuilder().setGroup(group).setPath(Entries.key(number)).build();
  }

  private static ByteString value(long number) {
    return UnsafeByteOperations.unsafeWrap(Entries.value(number));
  }
}
