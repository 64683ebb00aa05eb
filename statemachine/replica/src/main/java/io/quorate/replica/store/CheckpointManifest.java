package io.quorate.replica.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The list of files that makes a checkpoint prove itself: a checkpoint that came over the wire, or
 * survived a power cut, is used only when every file is there with the size and checksum that its
 * maker saw.
 *
 * <p>Text: a header with the position, one line a file, and a last line with the checksum of the
 * lines before.
 */
final class CheckpointManifest {
  /** Name of the file in the checkpoint. */
  static final String NAME = "QUORATE-CHECKPOINT";

  private static final String HEADER = "quorate-checkpoint 1 ";

  private CheckpointManifest() {}

  /** The manifest of the files in the folder. */
  static byte[] of(Path folder, EntryPosition position) throws IOException {
    String body = body(folder, position);
    return (body + trailer(body)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Throws {@link IOException} with the reason when the folder is not what its manifest says. */
  static void verify(Path folder, EntryPosition position) throws IOException {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new IOException("checkpoint " + folder + " has no " + NAME);
    }
    String found = Files.readString(file, StandardCharsets.US_ASCII);
    String body = body(folder, position);
    if (found.equals(body + trailer(body))) {
      return;
    }
    throw new IOException("checkpoint " + folder + " is damaged: " + difference(found, body));
  }

  private static String body(Path folder, EntryPosition position) throws IOException {
    TreeMap<String, Path> files = new TreeMap<>();
    for (Path path : files(folder)) {
      files.put(path.getFileName().toString(), path);
    }
    StringBuilder text = new StringBuilder(HEADER).append(position).append('\n');
    for (var entry : files.entrySet()) {
      text.append("file ")
          .append(entry.getKey())
          .append(' ')
          .append(Files.size(entry.getValue()))
          .append(' ')
          .append(Long.toHexString(checksum(entry.getValue())))
          .append('\n');
    }
    return text.toString();
  }

  /**
   * The files that belong to the checkpoint: not the manifest, not the sums that Ratis leaves
   * beside each file.
   */
  private static List<Path> files(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries
          .filter(path -> !path.endsWith(NAME) && !path.toString().endsWith(".md5"))
          .toList();
    }
  }

  private static String trailer(String body) {
    CRC32C sum = new CRC32C();
    sum.update(body.getBytes(StandardCharsets.US_ASCII));
    return "end " + Long.toHexString(sum.getValue()) + "\n";
  }

  private static long checksum(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum.update(buffer, 0, n);
      }
    }
    return sum.getValue();
  }

  private static String difference(String found, String actual) {
    List<String> actualLines = actual.lines().toList();
    return found
        .lines()
        .filter(line -> !line.startsWith("end ") && !actualLines.contains(line))
        .findFirst()
        .map(line -> "'" + line + "' does not hold")
        .orElse("it has files that its manifest does not name");
  }
}
