package io.quorate.server.guard;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** An agent in a JVM of its own that says why no guard comes up while it may open no more files. */
final class ShowExhaustion {
  private ShowExhaustion() {}

  /** Runs as the agent. */
  public static void main(String[] arguments) throws Exception {
    TestNode node = new TestNode(Path.of(arguments[0]));
    say("before", node);
    launch(node).clear(TestNode.LONG); // loads the classes, for which files must be opened
    Deque<FileInputStream> open = new ArrayDeque<>();
    try {
      while (true) {
        open.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException noMore) {
      open.pop().close(); // one must be there to read /proc; a process needs more
      say("test", node);
    }
    try {
      launch(node);
    } catch (GuardStartException failed) {
      System.out.println("launch " + failed.failure().cause());
    }
    open.forEach(ShowExhaustion::close);
    say("after", node);
    node.close();
  }

  /**
   * A start of a process that fails for lack of descriptors was seen to have closed one of these
   * already; that the node works again afterwards is what counts here.
   */
  private static void close(FileInputStream file) {
    try {
      file.close();
    } catch (IOException closedAlready) {
      System.err.println("closed already: " + closedAlready.getMessage());
    }
  }

  private static Guard launch(TestNode node) throws IOException, InterruptedException {
    return node.launch(TestNode.LONG, node.shell("sleep 1000"));
  }

  private static void say(String when, TestNode node) throws InterruptedException {
    System.out.println(
        when
            + " "
            + node.station
                .selfTest(TestNode.LONG)
                .map(failure -> failure.cause().toString())
                .orElse("none"));
  }
}
