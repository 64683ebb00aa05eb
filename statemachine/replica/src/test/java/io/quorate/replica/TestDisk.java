package io.quorate.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, where this process may mount one. */
record TestDisk(Path at) implements AutoCloseable {

  static TestDisk ofMegabytes(Path at, int size) throws Exception {
    Files.createDirectories(at);
    boolean mounted =
        Programs.succeeds("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", at + "");
    Assumptions.assumeTrue(mounted, "skipped: mounting a test disk needs root");
    return new TestDisk(at);
  }

  void makeReadOnly() throws Exception {
    boolean done = Programs.succeeds("mount", "-o", "remount,ro", at + "");
    Assumptions.assumeTrue(done, "skipped: remounting a test disk needs root");
  }

  @Override
  public void close() throws IOException {
    try {
      Programs.succeeds("umount", "-l", at + "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
