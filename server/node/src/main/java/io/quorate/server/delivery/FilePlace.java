package io.quorate.server.delivery;

import io.quorate.core.delivery.FileSet;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One file in a folder of others: replaced by a rename, so that nobody sees half of it. */
final class FilePlace implements DeliveryPlace {
  private final Path file;
  private final Path folder;
  private final OwnedFiles owned;

  FilePlace(Path file, OwnedFiles owned) throws CannotDeliverException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new CannotDeliverException(file + " is no file");
    }
    this.file = file;
    this.folder = parent;
    this.owned = owned;
  }

  private String name() {
    return Objects.requireNonNull(file.getFileName(), "it has a parent").toString();
  }

  @Override
  public FileSet read() throws IOException, CannotDeliverException {
    fit();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return FileSet.EMPTY;
    }
    SortedMap<String, byte[]> found = new TreeMap<>();
    boolean huge = Files.size(file) > MOST_BYTES;
    String name = name() + (huge ? " too large" : owned.deviation(file));
    found.put(name, huge ? new byte[0] : Files.readAllBytes(file));
    SortedSet<String> secrets = new TreeSet<>();
    if (!huge && owned.isSecret(file)) {
      secrets.add(name);
    }
    return new FileSet(found, secrets);
  }

  private void fit() throws CannotDeliverException {
    if (!Files.isDirectory(folder)) {
      throw new CannotDeliverException("there is no folder " + folder + "; make it");
    }
    if (Files.isSymbolicLink(file)) {
      throw new CannotDeliverException(
          file + " is a symbolic link, which is not replaced; remove it, or name where it leads");
    }
    if (Files.isDirectory(file)) {
      throw new CannotDeliverException(file + " is a folder; remove it, or name another file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new CannotDeliverException(file + " is no plain file; remove it");
    }
  }

  @Override
  public String put(FileSet files, Told told) throws IOException, CannotDeliverException {
    FileSet before = read();
    Path next = file.resolveSibling("." + name() + ".quorate-next");
    Files.deleteIfExists(next);
    byte[] content = files.files().get(name());
    if (content != null) {
      owned.make(next, name(), files);
    }
    String remark = "";
    if (!before.equals(FileSet.EMPTY) && !before.digest().equals(told.written())) {
      Path kept = Aside.beside(file, told.at());
      Files.createLink(kept, file);
      if (!files.secrets().isEmpty()) {
        OwnedFiles.hide(kept);
      }
      remark = "what somebody else wrote there is kept as " + kept;
    }
    if (content == null) {
      Files.deleteIfExists(file);
      DurableFiles.force(folder);
    } else {
      DurableFiles.move(next, file);
    }
    for (Path old : Aside.surplus(folder, name())) {
      Files.deleteIfExists(old);
    }
    return remark;
  }
}
