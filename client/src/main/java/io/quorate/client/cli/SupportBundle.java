package io.quorate.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP file of what was found out, with a sum of each file in it and a list of what is missing.
 */
final class SupportBundle {
  private final ZipOutputStream zip;
  private final StringBuilder sums = new StringBuilder();
  private final List<String> missing = new ArrayList<>();

  SupportBundle(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  void add(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    put(name, bytes);
    sums.append(HexFormat.of().formatHex(sha256(bytes))).append("  ").append(name).append('\n');
  }

  /** As in the JSON API. */
  void add(String name, Message message) throws IOException {
    add(name, Console.json(message, JsonFormat.printer()) + "\n");
  }

  /** Something is not in it. */
  void miss(String what, String why) {
    missing.add(what + ": " + Words.oneLine(why));
  }

  /** What is not in it, and why. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** Writes what is left, and ends the file. */
  void finish(String words) throws IOException {
    StringBuilder text = new StringBuilder(words);
    text.append("\nMissing:\n");
    missing.forEach(line -> text.append("  ").append(line).append('\n'));
    text.append(missing.isEmpty() ? "  nothing\n" : "");
    add("README.txt", text.toString());
    put("SHA256SUMS", sums.toString().getBytes(UTF_8));
    zip.finish();
  }

  private void put(String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
