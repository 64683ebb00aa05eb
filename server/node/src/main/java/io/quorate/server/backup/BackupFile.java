package io.quorate.server.backup;

import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A ZIP file of a label and the files of a state. */
public final class BackupFile {
  private static final String LABEL = "quorate-backup";
  private static final String STATE = "state/";
  private static final int MOST_LABEL = 4_096;

  /** What RocksDB calls its files: nothing that leads out of a folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");

  private final Path file;

  /** The file, which may be anything. */
  public BackupFile(Path file) {
    this.file = file;
  }

  /** Writes one. */
  public static void write(BackupLabel label, Path state, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    zip.putNextEntry(new ZipEntry(LABEL));
    zip.write(label.encode());
    zip.closeEntry();
    for (Path part : DurableFiles.list(state)) {
      zip.putNextEntry(new ZipEntry(STATE + part.getFileName()));
      Files.copy(part, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** What it is of; {@link IOException} when it is no backup, or damaged. */
  public BackupLabel label() throws IOException {
    try (ZipFile zip = open()) {
      ZipEntry label = zip.getEntry(LABEL);
      if (label == null) {
        throw new IOException(file + " is no backup of Quorate");
      }
      try (InputStream in = zip.getInputStream(label)) {
        return BackupLabel.decode(in.readNBytes(MOST_LABEL));
      }
    }
  }

  /** Puts the files of the state into a folder, and makes it. Each must be as it was written. */
  public void unpack(Path folder) throws IOException {
    try (ZipFile zip = open()) {
      Files.createDirectories(folder);
      List<? extends ZipEntry> entries = Collections.list(zip.entries());
      for (ZipEntry entry : entries) {
        if (entry.getName().equals(LABEL)) {
          continue;
        }
        String name = entry.getName().substring(Math.min(STATE.length(), entry.getName().length()));
        if (!entry.getName().startsWith(STATE) || !NAME.matcher(name).matches()) {
          throw new IOException(file + " holds something that no backup does");
        }
        unpack(zip, entry, folder.resolve(name));
      }
    }
    DurableFiles.forceTree(folder);
  }

  /** A ZIP file that is read by its directory compares no sums by itself. */
  private void unpack(ZipFile zip, ZipEntry entry, Path into) throws IOException {
    try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
      Files.copy(in, into);
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new IOException(file + " is damaged: the sum of " + entry.getName() + " is wrong");
      }
    }
  }

  private ZipFile open() throws IOException {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException unreadable) {
      throw new IOException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
