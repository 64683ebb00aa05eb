package io.quorate.server.delivery;

import io.quorate.core.delivery.FileSet;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder of ours: a folder for each of the last two revisions, and the link {@code current} to
 * one of them, which is replaced by a rename.
 */
final class FolderPlace implements DeliveryPlace {
  private static final String LINK = "current";
  private static final String TREE = "rev-";
  private static final String NEXT = ".next";

  /** The trees that are kept: that which is current, and the one before for who still reads it. */
  private static final int KEPT = 2;

  private final Path folder;
  private final OwnedFiles owned;

  FolderPlace(Path folder, OwnedFiles owned) {
    this.folder = folder;
    this.owned = owned;
  }

  private Path link() {
    return folder.resolve(LINK);
  }

  @Override
  public FileSet read() throws IOException, CannotDeliverException {
    fit();
    if (!Files.exists(link(), LinkOption.NOFOLLOW_LINKS)) {
      return FileSet.EMPTY;
    }
    Path leads = Files.readSymbolicLink(link());
    Path tree = folder.resolve(leads);
    Seen seen = new Seen(tree);
    boolean ours =
        leads.getNameCount() == 1
            && leads.toString().startsWith(TREE)
            && Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
    if (!ours) {
      seen.note(LINK + " leads to " + leads);
      return seen.files();
    }
    Files.walkFileTree(tree, seen);
    return seen.files();
  }

  private void fit() throws CannotDeliverException {
    if (Files.isSymbolicLink(folder)) {
      throw new CannotDeliverException(
          folder + " is a symbolic link; remove it, or name where it leads");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CannotDeliverException(folder + " is no folder; remove it, or name another one");
    }
    Path parent = folder.getParent();
    if (!Files.exists(folder) && (parent == null || !Files.isDirectory(parent))) {
      throw new CannotDeliverException("there is no folder " + parent + "; make it");
    }
    if (Files.exists(link(), LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link())) {
      throw new CannotDeliverException(
          link() + " is no link made here; move it away, or name another folder");
    }
  }

  /** Gathers the files of a tree. */
  private final class Seen extends SimpleFileVisitor<Path> {
    private final Path tree;
    private final SortedMap<String, byte[]> found = new TreeMap<>();
    private final SortedSet<String> secrets = new TreeSet<>();
    private long bytes;

    Seen(Path tree) {
      this.tree = tree;
    }

    void note(String whatIsNotOurs) {
      found.put(" " + whatIsNotOurs, new byte[0]);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
        throws IOException {
      String deviation = owned.folderDeviation(visited);
      if (!deviation.isEmpty()) {
        note(tree.relativize(visited) + deviation);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = tree.relativize(file).toString();
      bytes += attributes.size();
      if (!attributes.isRegularFile() || bytes > MOST_BYTES) {
        note(name + " is no plain file, or too large");
      } else {
        String deviation = owned.deviation(file);
        found.put(name + deviation, Files.readAllBytes(file));
        if (owned.isSecret(file)) {
          secrets.add(name + deviation);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    FileSet files() {
      return new FileSet(found, secrets);
    }
  }

  @Override
  public String put(FileSet files, Told told) throws IOException, CannotDeliverException {
    FileSet before = read();
    if (!Files.exists(folder)) {
      owned.makeFolder(folder);
    }
    Path next = folder.resolve(NEXT);
    DurableFiles.deleteTree(next);
    fill(next, files);
    DurableFiles.forceTree(next);
    Path tree = free(TREE + told.revision().value());
    DurableFiles.move(next, tree);
    Path current = Files.isSymbolicLink(link()) ? Files.readSymbolicLink(link()) : null;
    Path nextLink = folder.resolve("." + LINK);
    Files.deleteIfExists(nextLink);
    Files.createSymbolicLink(nextLink, tree.getFileName());
    DurableFiles.move(nextLink, link());
    boolean foreign = !before.equals(FileSet.EMPTY) && !before.digest().equals(told.written());
    String remark = foreign && current != null ? aside(folder.resolve(current), told) : "";
    if (!remark.isEmpty() && !files.secrets().isEmpty()) {
      hideAside();
    }
    tidy(tree);
    return remark;
  }

  private void fill(Path tree, FileSet files) throws IOException {
    owned.makeFolder(tree);
    for (String name : files.files().keySet()) {
      String[] parts = name.split("/", -1);
      Path within = tree;
      for (String part : List.of(parts).subList(0, parts.length - 1)) {
        within = within.resolve(part);
        if (!Files.exists(within)) {
          owned.makeFolder(within);
        }
      }
      owned.make(tree.resolve(name), name, files);
    }
  }

  private Path free(String name) {
    Path free = folder.resolve(name);
    for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
      free = folder.resolve(name + "-" + i);
    }
    return free;
  }

  private String aside(Path tree, DeliveryPlace.Told told) throws IOException {
    if (!folder.equals(tree.getParent()) || !Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      return "the link led to " + tree;
    }
    Path kept = Aside.beside(folder.resolve("files"), told.at());
    DurableFiles.move(tree, kept);
    return "what somebody else wrote there is kept as " + kept;
  }

  /** What somebody else wrote may be a copy of a secret. */
  private void hideAside() throws IOException {
    for (Path kept : DurableFiles.list(folder)) {
      if (kept.getFileName().toString().startsWith("files.")) {
        OwnedFiles.hide(kept);
      }
    }
  }

  private void tidy(Path current) throws IOException {
    List<Path> trees =
        DurableFiles.list(folder).stream()
            .filter(path -> path.getFileName().toString().startsWith(TREE))
            .filter(path -> !path.equals(current))
            .sorted(Comparator.comparing(FolderPlace::changed).reversed())
            .toList();
    for (Path old : trees.subList(Math.min(KEPT - 1, trees.size()), trees.size())) {
      DurableFiles.deleteTree(old);
    }
    for (Path old : Aside.surplus(folder, "files")) {
      DurableFiles.deleteTree(old);
    }
  }

  private static long changed(Path path) {
    return path.toFile().lastModified();
  }
}
