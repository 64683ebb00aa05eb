package io.quorate.server.guard;

import io.quorate.server.process.ProcessMarker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Which guard: of which node's data directory, for which group and epoch, and which of possibly
 * several runs.
 *
 * @param node hash of the node's data directory, so that nodes on one machine leave each other's
 *     processes alone
 * @param group name of the group: letters, digits, {@code . _ -}, at most 64
 * @param epoch the epoch served, positive
 * @param nonce a random word that no other run has
 */
public record GuardIdentity(String node, String group, long epoch, String nonce) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");
  private static final int HASH_CHARACTERS = 16;

  /** Checks the form. */
  public GuardIdentity {
    if (!isWord(node) || !isWord(group) || !isWord(nonce) || epoch <= 0) {
      throw new IllegalArgumentException(
          "not a guard identity: " + node + " " + group + " " + epoch + " " + nonce);
    }
  }

  /** The name of a node's data directory in markers. */
  public static String nodeOf(Path dataDirectory) {
    String path = dataDirectory.toAbsolutePath().normalize().toString();
    return HexFormat.of().formatHex(sha256(path)).substring(0, HASH_CHARACTERS);
  }

  /** What every process that this guard keeps carries. */
  public ProcessMarker marker() {
    return ProcessMarker.of(node, group, Long.toString(epoch), nonce);
  }

  /** The name of this guard's cgroup. */
  String cgroupName() {
    return cgroupPrefix(node) + group + "-" + epoch + "-" + nonce;
  }

  /** What the names of all cgroups of a node begin with. */
  static String cgroupPrefix(String node) {
    return "quorate-" + node + "-";
  }

  /** A number that stands for this identity in the guard page. */
  long fingerprint() {
    byte[] hash = sha256(marker().path());
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << Byte.SIZE) | (hash[i] & 0xFF);
    }
    return value;
  }

  private static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
