package io.quorate.replica.golden;

import io.quorate.core.FeatureLevel;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.store.EntryPosition;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of one level: its log, a checkpoint from the middle of the log, and the digests of the
 * state there and at the end.
 */
final class GoldenFiles {
  private static final Path ROOT = Path.of("src", "test", "resources", "golden");

  private final Path folder;

  private GoldenFiles(Path folder) {
    this.folder = folder;
  }

  static GoldenFiles of(FeatureLevel level) {
    return new GoldenFiles(ROOT.resolve("level-" + level));
  }

  boolean exist() {
    return Files.exists(folder);
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  void writeLog(List<GoldenEntry> entries) throws IOException {
    Files.createDirectories(folder);
    try (DataOutputStream out =
        new DataOutputStream(
            new GZIPOutputStream(Files.newOutputStream(folder.resolve("log.gz"))))) {
      for (GoldenEntry entry : entries) {
        out.writeLong(entry.position().term());
        out.writeLong(entry.position().index());
        out.writeInt(entry.bytes().length);
        out.write(entry.bytes());
      }
      out.writeLong(-1);
    }
  }

  List<GoldenEntry> log() throws IOException {
    List<GoldenEntry> entries = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(folder.resolve("log.gz"))))) {
      for (long term = in.readLong(); term >= 0; term = in.readLong()) {
        EntryPosition position = new EntryPosition(term, in.readLong());
        entries.add(new GoldenEntry(position, in.readNBytes(in.readInt())));
      }
    }
    return entries;
  }

  /** Keeps the folder of a checkpoint, under its name. */
  void writeCheckpoint(Path checkpoint) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("checkpoint.zip")))) {
      for (Path file : DurableFiles.list(checkpoint)) {
        out.putNextEntry(new ZipEntry(checkpoint.getFileName() + "/" + file.getFileName()));
        Files.copy(file, out);
      }
    }
  }

  /** Puts the folder of the checkpoint into another. */
  void extractCheckpoint(Path into) throws IOException {
    try (ZipInputStream in =
        new ZipInputStream(Files.newInputStream(folder.resolve("checkpoint.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path file = into.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(in, file);
      }
    }
  }

  /** Digests by table. */
  void writeDigests(String moment, Map<String, String> digests) throws IOException {
    StringBuilder text = new StringBuilder();
    digests.forEach((table, digest) -> text.append(table).append(' ').append(digest).append('\n'));
    Files.writeString(digestFile(moment), text.toString());
  }

  Map<String, String> digests(String moment) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (String line : Files.readAllLines(digestFile(moment), StandardCharsets.UTF_8)) {
      String[] parts = line.split(" ", 2);
      digests.put(parts[0], parts[1]);
    }
    return digests;
  }

  private Path digestFile(String moment) {
    return folder.resolve(moment + ".txt");
  }
}
