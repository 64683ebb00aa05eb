package io.quorate.server.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A version 2 cgroup of our own with one level of children. What was started in it cannot leave it
 * unless it is allowed to write cgroups, and the kernel kills it as a whole.
 */
public final class Cgroup {
  private static final String MEMBERS = "cgroup.procs";
  private static final String KILL = "cgroup.kill";

  private final Path directory;

  /** The cgroup at this directory, which need not exist. */
  public Cgroup(Path directory) {
    this.directory = directory;
  }

  /** Where it is. */
  public Path directory() {
    return directory;
  }

  /** A child of it. */
  public Cgroup child(String name) {
    return new Cgroup(directory.resolve(name));
  }

  /**
   * Makes it.
   *
   * @throws IOException when this process may not
   */
  public void create() throws IOException {
    Files.createDirectories(directory);
    if (!Files.isWritable(directory.resolve(MEMBERS))) {
      throw new IOException("no writable cgroup at " + directory);
    }
  }

  /** Whether it is there and the kernel can kill it as a whole. */
  public boolean killable() {
    return Files.isWritable(directory.resolve(KILL));
  }

  /**
   * Has the kernel kill all members, children's included; without effect where the kernel cannot
   * (before 5.14).
   */
  public void kill() {
    Path file = directory.resolve(KILL);
    if (!Files.exists(file)) {
      return; // members() lists them, so that they are killed one by one
    }
    try {
      Files.writeString(file, "1");
    } catch (IOException refused) {
      // members() still lists who is there: the caller's rounds see that and go on
      return;
    }
  }

  /** Numbers of all members, children's included. Zombies are not among them. */
  public Set<Long> members() {
    Set<Long> pids = new TreeSet<>();
    collect(directory, pids);
    for (Path child : children()) {
      collect(child, pids);
    }
    return pids;
  }

  /**
   * Removes it and its children; what still has a member stays.
   *
   * @return whether nothing of it is left
   */
  public boolean remove() {
    for (Path child : children()) {
      delete(child);
    }
    return delete(directory);
  }

  private static boolean delete(Path cgroup) {
    return cgroup.toFile().delete() || !Files.exists(cgroup);
  }

  private List<Path> children() {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path child : stream) {
        children.add(child);
      }
    } catch (IOException gone) {
      return new ArrayList<>();
    }
    return children;
  }

  private static void collect(Path cgroup, Set<Long> pids) {
    try {
      for (String line : Files.readAllLines(cgroup.resolve(MEMBERS))) {
        long pid = Long.parseLong(line.trim());
        if (pid > 0) { // 0 stands for a process outside of our process namespace
          pids.add(pid);
        }
      }
    } catch (IOException | NumberFormatException gone) {
      return; // removed meanwhile: it has no members
    }
  }
}
