package io.quorate.core.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files below one folder, or one file alone: their names and what they hold. Never changed.
 *
 * @param files by their path below the folder, with {@code /} between its parts; the bytes are not
 *     to be changed
 * @param secrets those that nobody but their owner may read, whatever the others' mode is
 */
public record FileSet(SortedMap<String, byte[]> files, SortedSet<String> secrets) {
  /** No file. */
  public static final FileSet EMPTY = new FileSet(new TreeMap<>());

  /** Keeps its own copy of the map. */
  public FileSet {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
  }

  /** Without secrets. */
  public FileSet(SortedMap<String, byte[]> files) {
    this(files, new TreeSet<>());
  }

  /** The same where secrets have the mode that all files have. */
  public FileSet unmarked() {
    return new FileSet(files);
  }

  /** How many bytes all of them hold. */
  public long bytes() {
    return files.values().stream().mapToLong(content -> content.length).sum();
  }

  /** Tells it from other ones: the SHA-256 of the names and contents in order, in hexadecimal. */
  public String digest() {
    MessageDigest sha = sha256();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
      String mark = secrets.contains(file.getKey()) ? " secret\n" : "\n";
      String sizes = name.length + " " + file.getValue().length + mark;
      sha.update(sizes.getBytes(StandardCharsets.US_ASCII));
      sha.update(name);
      sha.update(file.getValue());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("every Java has SHA-256", broken);
    }
  }

  /** Never the contents: those may be what no log should show. */
  @Override
  public String toString() {
    return files.size() + " files of " + bytes() + " bytes";
  }
}
