package io.quorate.server.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the version 2 cgroup under which this process may make cgroups of its own. */
public final class CgroupRoot {
  private CgroupRoot() {}

  /** The directory, or empty when there is none that may be written. */
  public static Optional<Path> detect() {
    try {
      List<String> mounts =
          Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.UTF_8);
      List<String> own = Files.readAllLines(Path.of("/proc/self/cgroup"), StandardCharsets.UTF_8);
      return parse(mounts, own).filter(CgroupRoot::writable);
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /** Children of the root whose name begins so: what earlier runs left. */
  public static List<Cgroup> children(Path root, String prefix) {
    List<Cgroup> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(root, prefix + "*")) {
      for (Path child : stream) {
        found.add(new Cgroup(child));
      }
    } catch (IOException none) {
      return List.of();
    }
    return found;
  }

  static Optional<Path> parse(List<String> mounts, List<String> own) {
    String path = "";
    for (String line : own) {
      if (line.startsWith("0::")) {
        path = line.substring("0::".length());
      }
    }
    if (path.isEmpty() || path.contains("..")) {
      return Optional.empty(); // no version 2, or ours lies outside of what is mounted here
    }
    for (String line : mounts) {
      int dash = line.indexOf(" - cgroup2 ");
      if (dash > 0) {
        String[] fields = line.substring(0, dash).split(" ", -1);
        return Optional.of(Path.of(fields[4] + below(fields[3], path)));
      }
    }
    return Optional.empty();
  }

  /** What the path adds to the part of the tree that is mounted. */
  private static String below(String mounted, String path) {
    String rest =
        !mounted.equals("/") && path.startsWith(mounted) ? path.substring(mounted.length()) : path;
    return rest.equals("/") ? "" : rest;
  }

  private static boolean writable(Path directory) {
    return Files.isWritable(directory) && Files.isWritable(directory.resolve("cgroup.procs"));
  }
}
