package io.quorate.server.guard;

import io.quorate.server.process.BoundedCommand;
import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.CommandOutcome;
import io.quorate.server.process.CommandResult;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProgramRun;
import io.quorate.server.process.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tries what the start of a guard needs, while nothing depends on it: a place for files, a JVM with
 * the guard's program, and in that JVM a process as a service would be started.
 */
final class SelfTest {
  /** In place of a group's name in the mark of what it starts. */
  static final String GROUP = "self-test";

  /** What the guard's program is called with in place of a directory. */
  static final String ARGUMENT = "--self-test";

  private static final Duration CHILD_LIMIT = Duration.ofSeconds(30);

  private final Path place;
  private final ProcFs processes;
  private final Toolbox tools;
  private final GuardProgram program;

  SelfTest(Path place, ProcFs processes, Toolbox tools, GuardProgram program) {
    this.place = place;
    this.processes = processes;
    this.tools = tools;
    this.program = program;
  }

  /** Why a guard would not come up; empty when it would. */
  Optional<GuardStartFailure> run(ProcessMarker marker, Duration limit)
      throws InterruptedException {
    try {
      program.requirePresent();
      Files.createDirectories(place);
      Files.delete(Files.createTempFile(place, GROUP, null));
      processes.read();
    } catch (GuardStartException missing) {
      return Optional.of(missing.failure());
    } catch (IOException unwritable) {
      return Optional.of(GuardStartFailure.of(unwritable));
    }
    ProgramRun jvm =
        new ProgramRun(program.line(ARGUMENT), CarriedEnvironment.ofOwnJvm(), place, limit, marker);
    return judge(new BoundedCommand(processes, tools).run(jvm), limit);
  }

  private static Optional<GuardStartFailure> judge(CommandResult ran, Duration limit) {
    if (ran.succeeded()) {
      return Optional.empty();
    }
    if (ran.outcome() == CommandOutcome.NOT_STARTED) {
      return Optional.of(GuardStartFailure.of(new IOException(ran.output())));
    }
    if (ran.outcome() == CommandOutcome.EXITED) {
      return Optional.of(
          GuardStartFailure.ofOutput(
              "a guard's process on trial ended with " + ran.exitCode(), ran.output()));
    }
    String how = "a guard's process on trial was not ready within " + limit.toMillis() + " ms";
    return Optional.of(new GuardStartFailure(GuardStartCause.TOO_LATE, how));
  }

  /** In the JVM on trial: starts a command as it would a service. */
  static void inGuard() throws IOException, InterruptedException {
    Toolbox tools = Toolbox.detect();
    ProgramRun nothing =
        new ProgramRun(
            List.of("/bin/sh", "-c", ":"),
            new TreeMap<>(),
            Path.of("/"),
            CHILD_LIMIT,
            new ProcessMarker(System.getenv(ProcessMarker.VARIABLE)).child("command"));
    CommandResult ran = new BoundedCommand(ProcFs.ofMachine(), tools).run(nothing);
    if (!ran.succeeded()) {
      throw new IOException("cannot start a command: " + ran.outcome() + " " + ran.output());
    }
  }
}
