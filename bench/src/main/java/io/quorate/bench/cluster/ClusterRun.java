package io.quorate.bench.cluster;

import io.quorate.client.QuorateException;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.server.local.ClusterStates;
import io.quorate.server.local.LocalCluster;
import io.quorate.server.local.LocalClusterException;
import io.quorate.server.local.LocalClusterPlan;
import io.quorate.server.local.LocalNode;
import io.quorate.server.local.LocalStart;
import io.quorate.server.local.LocalWire;
import io.quorate.server.local.NodeLauncher;
import io.quorate.server.local.ScratchDirectory;
import io.quorate.v1.GroupMember;
import io.quorate.v1.GroupSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark on a cluster of its own, of which nothing is left running, however it ends.
 *
 * @param directory a new or empty one, which stays; a temporary one when null
 * @param timing of nodes and groups
 * @param wire how nodes and clients speak
 * @param random chooses ports
 * @param notes takes progress, which goes to where results do not
 */
public record ClusterRun(
    @Nullable Path directory,
    TimingProfile timing,
    LocalWire wire,
    RandomGenerator random,
    PrintWriter notes) {
  /** Exit code of a benchmark that has done its work. */
  public static final int DONE = 0;

  /** Exit code of one that has failed, or seen what must not be. */
  public static final int FAILED = 1;

  private static final Duration FORMING = Duration.ofMinutes(2);

  /** What is done with a cluster whose files are written and whose nodes do not run yet. */
  @FunctionalInterface
  public interface Body {
    /** Returns the exit code; the files stay unless it is {@link #DONE}. */
    int run(LocalCluster cluster)
        throws IOException, LocalClusterException, QuorateException, InterruptedException;
  }

  /** Runs it, and says what went wrong. */
  public int run(Body body) throws InterruptedException {
    try {
      return on(ScratchDirectory.open(directory), body);
    } catch (IOException
        | LocalClusterException
        | QuorateException
        | IllegalStateException failed) {
      note("error: " + failed.getMessage());
      return FAILED;
    }
  }

  private int on(ScratchDirectory scratch, Body body)
      throws IOException, LocalClusterException, QuorateException, InterruptedException {
    LocalCluster cluster =
        LocalCluster.create(
            new LocalClusterPlan(
                scratch.path(), NodeLauncher.ofThisProcess(), timing, random, wire));
    AtomicBoolean ended = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interrupted(scratch, cluster, ended), "bench-end"));
    note("everything goes to " + scratch.path());
    int exit;
    try (cluster) {
      exit = body.run(cluster);
    } finally {
      ended.set(true);
    }
    if (exit == DONE && scratch.origin() == ScratchDirectory.Origin.TEMPORARY) {
      scratch.delete();
    }
    return exit;
  }

  /** What this process does when it is to end before the benchmark has. */
  private void interrupted(ScratchDirectory scratch, LocalCluster cluster, AtomicBoolean ended) {
    if (ended.get()) {
      return;
    }
    try {
      cluster.close();
      if (scratch.origin() == ScratchDirectory.Origin.TEMPORARY) {
        scratch.delete();
      }
    } catch (IOException left) {
      note("error: " + left.getMessage());
    }
  }

  /** Starts the nodes of a cluster for the first time and waits until they have formed it. */
  public static void form(LocalCluster cluster)
      throws IOException, LocalClusterException, InterruptedException {
    for (LocalNode node : cluster.nodes()) {
      cluster.start(node, LocalStart.BOOTSTRAP);
    }
    cluster.await("a cluster", ClusterStates.formed(cluster.nodes().size()), FORMING);
  }

  /** Declares a group of both data nodes that runs nothing. */
  public static void declare(LocalCluster cluster, String group)
      throws LocalClusterException, InterruptedException {
    cluster.apply(
        GroupSpec.newBuilder()
            .setName(group)
            .addMembers(GroupMember.newBuilder().setNode("a"))
            .addMembers(GroupMember.newBuilder().setNode("b"))
            .build(),
        FORMING);
  }

  /** One line of progress. */
  public void note(String line) {
    notes.println(line);
    notes.flush();
  }
}
