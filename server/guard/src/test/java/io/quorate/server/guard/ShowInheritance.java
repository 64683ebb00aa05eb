package io.quorate.server.guard;

import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProgramRun;
import io.quorate.server.process.Toolbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An agent in a JVM of its own that has a script show what a service and what a command inherit:
 * {@code service.log} and {@code command.log} in its directory.
 */
final class ShowInheritance {
  static final String TEXT = "grün ✓ 日本";

  private static final String SCRIPT =
      """
      grep -E '^Sig(Blk|Ign)' /proc/self/status
      echo "umask $(umask)"
      echo "open files $(ulimit -Sn)"
      echo "score $(cat /proc/self/oom_score_adj)"
      env | grep -E '^(LC_|QUORATE_CARRIED|JDK_JAVA_OPTIONS)'
      echo "argument $1"
      echo "variable $X_TEXT"
      pwd
      """;

  private ShowInheritance() {}

  /** Runs as the agent. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Path place = Files.createDirectories(directory.resolve(TEXT));
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("X_TEXT", TEXT);
    List<String> command = List.of("/bin/sh", "-c", SCRIPT, "sh", TEXT);
    TestNode node = new TestNode(directory);
    ServiceSpec service =
        new ServiceSpec(
            "show",
            command,
            environment,
            place,
            StopSpec.bySignal("TERM", Duration.ofSeconds(10)),
            new LogSpec(directory.resolve("service.log"), 1 << 20));
    Guard guard = node.launch(TestNode.LONG, service);
    TestNode.awaitSlot(guard, guard.want(0, WantedState.RUNNING), SlotState.EXITED);
    guard.clear(TestNode.LONG);
    ProgramRun run =
        new ProgramRun(
            command, environment, place, TestNode.LONG, ProcessMarker.of("show", "a", "b", "c"));
    String said = new BoundedCommand(ProcFs.ofMachine(), Toolbox.detect()).run(run).output();
    Files.writeString(directory.resolve("command.log"), said);
    node.close();
  }
}
