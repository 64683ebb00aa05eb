package io.quorate.faults;

import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.NodeLauncher;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The program whose processes the tests start: the jars of the build, and an archive of their class
 * data, without which the start of a node costs nearly twice the CPU. A build that stops before
 * there are jars runs the classes as they lie there.
 */
public final class TestedProgram {
  private static final Path PLACE = Path.of("target").toAbsolutePath();
  private static final int LINES = 20;
  private static final String STARTED = "node a of cluster " + LocalClusterPlan.CLUSTER + " runs";
  private static final NodeLauncher LAUNCHER = ready();

  private TestedProgram() {}

  /** How to start it. */
  public static NodeLauncher launcher() {
    return LAUNCHER;
  }

  private static NodeLauncher ready() {
    List<Path> places =
        Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(place -> Path.of(place).toAbsolutePath())
            .filter(place -> !place.startsWith(PLACE))
            .toList();
    if (!places.stream().allMatch(Files::isRegularFile)) {
      return NodeLauncher.ofClassPath();
    }
    String classPath =
        places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    NodeLauncher plain = NodeLauncher.ofClassPath(classPath);
    try {
      Path archive = PLACE.resolve("class-data-" + sum(places) + ".jsa");
      make(plain, archive);
      return plain.withJvmOption("-XX:SharedArchiveFile=" + archive);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return plain;
    } catch (Exception slower) {
      Scene.say("nodes start without an archive of class data: " + slower);
      return plain;
    }
  }

  /** Says which jars they are: an archive is for these only. */
  private static String sum(List<Path> jars) throws IOException {
    CRC32 sum = new CRC32();
    for (Path jar : jars) {
      String line = jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + "\n";
      sum.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** Once for these jars: a node writes it when it has started and is stopped. */
  private static void make(NodeLauncher plain, Path archive) throws Exception {
    if (Files.exists(archive)) {
      return;
    }
    Path fresh = archive.resolveSibling(archive.getFileName() + ".fresh");
    NodeLauncher writing = plain.withJvmOption("-XX:ArchiveClassesAtExit=" + fresh);
    try (LocalCluster cluster =
        LocalCluster.create(
            new LocalClusterPlan(
                Files.createTempDirectory(PLACE, "class-data-"),
                writing,
                TimingProfile.LAN,
                new SplittableRandom()))) {
      LocalNode node = cluster.node("a");
      cluster.start(node, LocalStart.BOOTSTRAP);
      Scene.until("the first node", Scene.LIMIT, () -> hasStarted(cluster, node));
      cluster.stop(node, Scene.LIMIT);
    }
    Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean hasStarted(LocalCluster cluster, LocalNode node) {
    return cluster.lastLines(node, LINES).stream().anyMatch(line -> line.contains(STARTED));
  }
}
