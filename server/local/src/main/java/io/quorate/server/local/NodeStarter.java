package io.quorate.server.local;

import io.quorate.core.NodeId;
import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Starts the processes of nodes, and knows which of them should be running. */
final class NodeStarter implements AutoCloseable {
  private static final int LAST_LINES = 5;

  private final NodeLauncher launcher;
  private final ClusterProcesses marks;
  private final Map<NodeId, Process> started = new TreeMap<>();
  private final TreeSet<NodeId> wanted = new TreeSet<>();

  /**
   * The kernel kills a node when the thread that started it ends, so that nothing outlives this
   * process however it ends; this thread lives until the cluster is closed.
   */
  private final ExecutorService parent = Executors.newSingleThreadExecutor(NodeStarter::daemon);

  NodeStarter(NodeLauncher launcher, ClusterProcesses marks) {
    this.launcher = launcher;
    this.marks = marks;
  }

  synchronized void start(LocalNode node, LocalStart mode)
      throws IOException, LocalClusterException, InterruptedException {
    Process before = started.get(node.node());
    if (before != null && before.isAlive()) {
      throw new LocalClusterException("node " + node.node() + " is running");
    }
    Future<Process> process = parent.submit(() -> builder(node, mode).start());
    try {
      started.put(node.node(), process.get());
    } catch (ExecutionException failed) {
      throw new IOException("cannot start node " + node.node(), failed.getCause());
    }
    wanted.add(node.node());
  }

  /** From now on it is no fault when the node's process ends. */
  synchronized void expectEnd(LocalNode node) {
    wanted.remove(node.node());
  }

  /** Why a node that should be running is not, in words; empty when all is well. */
  synchronized Optional<String> unexpectedEnd(List<LocalNode> nodes) {
    for (LocalNode node : nodes) {
      Process process = started.get(node.node());
      if (wanted.contains(node.node()) && process != null && !process.isAlive()) {
        return Optional.of(
            "node "
                + node.node()
                + " has ended with exit code "
                + process.exitValue()
                + ": "
                + String.join(" | ", LogTail.of(node.log(), LAST_LINES)));
      }
    }
    return Optional.empty();
  }

  int awaitEnd(LocalNode node, Duration limit) throws LocalClusterException, InterruptedException {
    Process process;
    synchronized (this) {
      process = started.get(node.node());
    }
    if (process == null) {
      throw new LocalClusterException("node " + node.node() + " was never started");
    }
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new LocalClusterException("node " + node.node() + " does not end within " + limit);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    parent.shutdownNow();
  }

  private ProcessBuilder builder(LocalNode node, LocalStart mode) {
    List<String> command = new ArrayList<>(launcher.command());
    command.addAll(List.of("server", "--config", node.file().toString()));
    if (mode == LocalStart.BOOTSTRAP) {
      command.add("--bootstrap");
    }
    if (mode == LocalStart.WAITING) {
      command.add("--await-formation");
    }
    ProcessBuilder builder = new ProcessBuilder(Toolbox.detect().tied(command));
    Map<String, String> environment = builder.environment();
    CarriedEnvironment.speakUtf8(environment);
    environment.put(ClusterProcesses.VARIABLE, marks.markOf(node.node().value()));
    // The demo itself may run under a guard, whose kill must not find these by mistake.
    environment.remove(ProcessMarker.VARIABLE);
    environment.remove(ProcessMarker.GUARD_VARIABLE);
    builder.directory(node.directory().toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(node.log().toFile()));
    return builder;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "node-starter");
    thread.setDaemon(true);
    return thread;
  }
}
