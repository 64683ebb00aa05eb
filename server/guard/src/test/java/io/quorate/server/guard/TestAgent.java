package io.quorate.server.guard;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An agent in a JVM of its own, to be killed: launches a guard with one lease, starts its service,
 * and falls silent.
 */
final class TestAgent implements AutoCloseable {
  private final Process process;

  private TestAgent(Process process) {
    this.process = process;
  }

  static TestAgent start(Path directory, Duration lease) throws IOException {
    List<String> command =
        List.of(
            "setsid",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            TestAgent.class.getName(),
            directory.toString(),
            Long.toString(lease.toMillis()));
    return new TestAgent(new ProcessBuilder(command).inheritIO().start());
  }

  /** Runs as the agent. */
  public static void main(String[] arguments) throws Exception {
    TestNode node = new TestNode(Path.of(arguments[0]));
    ServiceSpec service = node.shell("echo serving; while :; do sleep 1; done");
    node.running(Duration.ofMillis(Long.parseLong(arguments[1])), service);
    Thread.sleep(TimeUnit.MINUTES.toMillis(1));
  }

  /** kill -9 to its whole process group, as a crash would. */
  void killGroup() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + process.pid()).start().waitFor();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
