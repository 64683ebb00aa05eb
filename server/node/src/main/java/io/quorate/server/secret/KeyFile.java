package io.quorate.server.secret;

import io.quorate.core.NodeId;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Where a data node keeps its key pair: {@code secrets/node.key} in its data directory, which
 * nobody but its user can read. Five lines: what it is, the cluster, whose it is, the private key,
 * and a check sum of these.
 */
public final class KeyFile {
  private static final String KIND = "quorate-secret-key 1";
  private static final String RECOVERY = "recovery";
  private static final int LINES = 5;
  private static final int MOST_BYTES = 4_096;
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final String cluster;
  private final NodeId node;

  /** Of a node, in its data directory. */
  public KeyFile(Path dataDirectory, String cluster, NodeId node) {
    this.folder = dataDirectory.resolve("secrets");
    this.cluster = cluster;
    this.node = node;
  }

  /** Where it is. */
  public Path path() {
    return folder.resolve("node.key");
  }

  /**
   * The pair that is there; a new one where there was none.
   *
   * @throws KeyFileException when there is something that must not be used, nor be replaced: it may
   *     be all that opens the secrets
   * @throws IOException when nothing can be read or written there
   */
  public KeyPair open() throws IOException, KeyFileException {
    if (Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
      return read();
    }
    KeyPair made = KeyPair.make();
    write(made);
    return made;
  }

  private KeyPair read() throws IOException, KeyFileException {
    if (!Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)
        || Files.size(path()) > MOST_BYTES) {
      throw damaged("it is no plain file of a key");
    }
    Files.setPosixFilePermissions(folder, FOLDER); // a copy or an unpacked archive may be open
    Files.setPosixFilePermissions(path(), FILE);
    List<String> lines =
        new String(Files.readAllBytes(path()), StandardCharsets.ISO_8859_1).lines().toList();
    if (lines.size() != LINES || !lines.get(0).equals(KIND)) {
      throw damaged("its first line is not '" + KIND + "', or it has not " + LINES + " lines");
    }
    if (!lines.get(LINES - 1).equals(sum(lines.subList(0, LINES - 1)))) {
      throw damaged("its check sum does not fit");
    }
    if (!lines.get(2).equals(RECOVERY) && !lines.subList(1, 3).equals(owner())) {
      throw new KeyFileException(
          path()
              + " is the key of "
              + lines.get(2)
              + " of cluster "
              + lines.get(1)
              + ", not of "
              + node
              + " of "
              + cluster
              + "; bring the file of this node back, or move it away: the node then makes another"
              + " key, to which the other data nodes seal what this one may open");
    }
    try {
      return KeyPair.of(HexFormat.of().parseHex(lines.get(3)));
    } catch (IllegalArgumentException unreadable) {
      throw damaged("the key in it is none");
    }
  }

  private List<String> owner() {
    return List.of(cluster, "node " + node);
  }

  private KeyFileException damaged(String what) {
    return new KeyFileException(
        path()
            + " is damaged: "
            + what
            + "; bring it back from a backup, or move it away: the node then makes another key, to"
            + " which the other data nodes seal what this one may open");
  }

  /** After a crash there is all of it or nothing; before there is anything in it, it is closed. */
  private void write(KeyPair pair) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    }
    Files.setPosixFilePermissions(folder, FOLDER);
    List<String> lines =
        List.of(KIND, owner().get(0), owner().get(1), HexFormat.of().formatHex(pair.secret()));
    String text = String.join("\n", lines) + "\n" + sum(lines) + "\n";
    Path next = folder.resolve("node.key.next");
    Files.deleteIfExists(next);
    Files.createFile(next, PosixFilePermissions.asFileAttribute(FILE));
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    DurableFiles.move(next, path());
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      DurableFiles.force(parent);
    }
  }

  private static String sum(List<String> lines) {
    try {
      byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException("every Java has SHA-256", broken);
    }
  }
}
