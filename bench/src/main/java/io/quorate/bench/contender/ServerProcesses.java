package io.quorate.bench.contender;

import io.quorate.server.local.ScratchDirectory;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Servers of a peer as processes of their own, of which nothing is left, however this process ends:
 * neither a process, nor the temporary directory unless this one is killed. Safe for several
 * threads.
 */
final class ServerProcesses implements AutoCloseable {
  private static final Duration ENDING = Duration.ofSeconds(10);
  private static final int LAST_LINES = 5;

  private final ScratchDirectory scratch;
  private final Map<String, Process> servers = new LinkedHashMap<>();

  /** The kernel kills a server when the thread that started it ends. */
  private final ExecutorService parent = Executors.newSingleThreadExecutor(ServerProcesses::daemon);

  private boolean closed;

  private ServerProcesses(ScratchDirectory scratch) {
    this.scratch = scratch;
  }

  /**
   * None yet.
   *
   * @param directory a new or empty one, which stays; a temporary one when null
   */
  static ServerProcesses in(@Nullable Path directory) throws IOException {
    ServerProcesses none = new ServerProcesses(ScratchDirectory.open(directory));
    Runtime.getRuntime().addShutdownHook(new Thread(none::closeAtExit, "bench-end-peer"));
    return none;
  }

  /** Where a server keeps what it keeps. */
  Path folder(String server) {
    return scratch.path().resolve(server);
  }

  /** Starts one, in its folder. */
  synchronized void start(String server, List<String> command)
      throws IOException, InterruptedException {
    if (closed) {
      throw new IOException("the benchmark ends");
    }
    ProcessBuilder builder = new ProcessBuilder(Toolbox.detect().tied(command));
    builder.directory(Files.createDirectories(folder(server)).toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(log(server).toFile());
    try {
      servers.put(server, parent.submit(builder::start).get());
    } catch (ExecutionException failed) {
      throw new IOException("cannot start " + server + ": " + failed.getCause(), failed);
    }
  }

  /**
   * Processor time of all of them so far.
   *
   * @throws IOException when one has ended
   */
  synchronized Duration processorTime() throws IOException {
    requireAlive();
    Duration sum = Duration.ZERO;
    for (Process server : servers.values()) {
      sum = sum.plus(server.info().totalCpuDuration().orElse(Duration.ZERO));
    }
    return sum;
  }

  /**
   * Nothing, while all run.
   *
   * @throws IOException with the last lines of one that has ended
   */
  synchronized void requireAlive() throws IOException {
    for (Map.Entry<String, Process> server : servers.entrySet()) {
      if (!server.getValue().isAlive()) {
        throw new IOException(
            server.getKey()
                + " has ended with exit code "
                + server.getValue().exitValue()
                + ": "
                + lastLines(server.getKey()));
      }
    }
  }

  private String lastLines(String server) throws IOException {
    List<String> lines = Files.readAllLines(log(server));
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private Path log(String server) {
    return folder(server).resolve("output.log");
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      for (Process server : servers.values()) {
        end(server);
      }
    } finally {
      parent.shutdownNow();
    }
    if (scratch.origin() == ScratchDirectory.Origin.TEMPORARY) {
      scratch.delete();
    }
  }

  /** At once: nothing of it is needed any more. */
  private static void end(Process server) throws IOException {
    server.destroyForcibly();
    try {
      if (!server.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("process " + server.pid() + " does not end");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAtExit() {
    try {
      close();
    } catch (IOException left) {
      System.err.println("error: " + left.getMessage());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "server-starter");
    thread.setDaemon(true);
    return thread;
  }
}
