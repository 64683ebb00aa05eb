package io.quorate.bench.load;

import com.google.protobuf.ByteString;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.GetRuntimeRequest;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.WriteConfigRequest;
import io.quorate.v1.WriteRuntimeRequest;
import java.util.Locale;

/**
 * What is asked for: paths that take turns, with values of one size.
 *
 * @param kind which kind
 * @param group of whose paths
 * @param value that is written
 */
record Requests(LoadKind kind, String group, ByteString value) {
  /** Writes of one session that may be on their way at a time. */
  static final int IN_A_SESSION = 64;

  static final int VALUE_BYTES = 256;
  static final int PATHS = 1_000;

  static Requests of(LoadKind kind, String group) {
    return new Requests(kind, group, ByteString.copyFromUtf8("x".repeat(VALUE_BYTES)));
  }

  /** Of which all have the same length. */
  static String path(long number) {
    return String.format(Locale.ROOT, "load/%04d", number % PATHS);
  }

  WriteRuntimeRequest runtimePut(long number) {
    return WriteRuntimeRequest.newBuilder()
        .setGroup(group)
        .addChanges(RuntimeChange.newBuilder().setPath(path(number)).setValue(unlike(number)))
        .build();
  }

  WriteConfigRequest configPut(long number) {
    return WriteConfigRequest.newBuilder()
        .setGroup(group)
        .addChanges(ConfigChange.newBuilder().setPath(path(number)).setValue(unlike(number)))
        .build();
  }

  GetRuntimeRequest get(long number) {
    return GetRuntimeRequest.newBuilder().setGroup(group).setPath(path(number)).build();
  }

  /** What was there before would be no change, and no row. */
  private ByteString unlike(long number) {
    String mark = String.format(Locale.ROOT, "%016d", number);
    return ByteString.copyFromUtf8(mark).concat(value.substring(mark.length()));
  }
}
