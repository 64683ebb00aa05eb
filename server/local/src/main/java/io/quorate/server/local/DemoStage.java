package io.quorate.server.local;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a demo must clean up, however it ends: by itself, by Ctrl-C or by SIGTERM. The first to
 * close it does so, the second waits for the first.
 */
final class DemoStage implements AutoCloseable {
  /** What becomes of a temporary directory when all went well. */
  enum After {
    KEEP,
    DELETE
  }

  private final ScratchDirectory directory;
  private final LocalCluster cluster;
  private final Progress progress;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile After after;
  private boolean closed;

  DemoStage(ScratchDirectory directory, LocalCluster cluster, Progress progress, After after) {
    this.directory = directory;
    this.cluster = cluster;
    this.progress = progress;
    this.after = after;
  }

  LocalCluster cluster() {
    return cluster;
  }

  /** Whether somebody has begun to clean up. */
  boolean isClosing() {
    return closing.get();
  }

  /** Keeps the files: they tell what went wrong. */
  void keepFiles() {
    after = After.KEEP;
  }

  /** Cleans up when the process is told to end. */
  void closeOnSignal() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    close();
                  } catch (IOException left) {
                    progress.step("not everything is cleaned up: " + left.getMessage());
                  }
                },
                "demo-end"));
  }

  @Override
  public void close() throws IOException {
    closing.set(true);
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      progress.step("ending all processes of the demo");
      cluster.close();
      boolean temporary = directory.origin() == ScratchDirectory.Origin.TEMPORARY;
      if (temporary && after == After.DELETE) {
        directory.delete();
        progress.step("nothing is left of it");
      } else {
        progress.step("no process is left; the files stay in " + directory.path());
      }
    }
  }
}
