package io.quorate.replica;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, where this process may mount one. */
record TestDisk(Path at) implements AutoCloseable {

  static TestDisk ofMegabytes(Path at, int size) throws Exception {
    Files.createDirectories(at);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", at + "");
    Assumptions.assumeTrue(mounted, "skipped: mounting a test disk needs root");
    return new TestDisk(at);
  }

  void makeReadOnly() throws Exception {
    boolean done = run("mount", "-o", "remount,ro", at + "");
    Assumptions.assumeTrue(done, "skipped: remounting a test disk needs root");
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", at + "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}
