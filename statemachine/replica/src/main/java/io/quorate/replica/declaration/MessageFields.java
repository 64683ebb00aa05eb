package io.quorate.replica.declaration;

import com.google.protobuf.Duration;
import io.quorate.core.declaration.CountRange;
import io.quorate.core.declaration.DurationRange;
import io.quorate.core.declaration.FieldReader;
import io.quorate.core.declaration.Findings;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of messages, with what stands for those that are absent.
 *
 * @param findings takes what cannot be read
 * @param values reads single values
 */
record MessageFields(Findings findings, FieldReader values) {

  static MessageFields into(Findings findings) {
    return new MessageFields(findings, new FieldReader(findings));
  }

  /** A time; the other one when the message has none. */
  java.time.Duration duration(
      String path, @Nullable Duration message, java.time.Duration otherwise, DurationRange range) {
    return message == null
        ? otherwise
        : values.duration(path, message.getSeconds(), message.getNanos(), range);
  }

  /** A number; the other one when the message has none. */
  int count(String path, @Nullable Integer unsigned, int otherwise, CountRange range) {
    return unsigned == null ? otherwise : values.count(path, unsigned, range);
  }

  /** A choice that this version does not know. */
  <E> E unknown(String path, E otherwise, String known) {
    findings.invalid(path, "is a choice that this version does not know", "use " + known);
    return otherwise;
  }

  static Duration message(java.time.Duration time) {
    return Duration.newBuilder().setSeconds(time.getSeconds()).setNanos(time.getNano()).build();
  }
}
