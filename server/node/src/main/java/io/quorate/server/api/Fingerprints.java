package io.quorate.server.api;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.quorate.core.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Makes fingerprints of what clients ask for; who asks, and under which id, is not part of it. */
final class Fingerprints {
  private static final int BYTES = 16;

  private Fingerprints() {}

  /**
   * A short one, of all that was sent: it is kept in the log and finds errors of programs, not
   * attacks.
   */
  static Fingerprint brief(Message asked) {
    CRC32C sum = new CRC32C();
    sum.update(asked.toByteArray());
    byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    return new Fingerprint(Base64.getEncoder().withoutPadding().encodeToString(four));
  }

  static Fingerprint of(Message asked) {
    Message.Builder bare = asked.toBuilder();
    FieldDescriptor caller = asked.getDescriptorForType().findFieldByName("caller");
    if (caller != null) {
      bare.clearField(caller);
    }
    String name = asked.getDescriptorForType().getFullName();
    byte[] digest = sha256(name.getBytes(StandardCharsets.UTF_8), bytes(bare.build()));
    return new Fingerprint(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
  }

  /** Maps in the order of their keys, so that equal messages give equal bytes. */
  private static byte[] bytes(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] sha256(byte[] name, byte[] message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(name);
      return digest.digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
