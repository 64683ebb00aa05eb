package io.quorate.server.guard;

import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.Toolbox;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Starts the guard's process and waits until it guards. */
final class GuardLauncher {
  static final String LOG = "guard.log";
  private static final String SCRIPT = "leash.sh";
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 2;

  private final ProcFs processes;
  private final Toolbox tools;
  private final GuardProgram program;

  GuardLauncher(ProcFs processes, Toolbox tools, GuardProgram program) {
    this.processes = processes;
    this.tools = tools;
    this.program = program;
  }

  /**
   * Prepares the directory, starts the guard in a session of its own, waits until it guards.
   *
   * @param start how long it is waited for, and who is told of it meanwhile
   * @throws GuardStartException when it does not come up; then nothing of it is left
   */
  Guard launch(Path directory, Launch launch, LeaseDeadline deadline, GuardStart start)
      throws GuardStartException, InterruptedException {
    program.requirePresent();
    Guard guard;
    try {
      guard = prepare(directory, launch, deadline);
    } catch (IOException unwritable) {
      throw new GuardStartException(GuardStartFailure.of(unwritable));
    }
    start.made().accept(guard);
    Process process;
    try {
      process = builder(directory, launch).start();
    } catch (IOException refused) {
      throw new GuardStartException(GuardStartFailure.of(refused));
    } catch (OutOfMemoryError noThread) {
      guard.kill(KILL_LIMIT); // the process may be there, but nobody could wait for it
      throw new GuardStartException(
          new GuardStartFailure(GuardStartCause.PROCESSES, String.valueOf(noThread.getMessage())));
    }
    await(guard, process, start.limit());
    return guard;
  }

  private Guard prepare(Path directory, Launch launch, LeaseDeadline deadline) throws IOException {
    LaunchFile.write(directory, launch);
    copyScript(directory.resolve(SCRIPT));
    GuardPage page =
        GuardPage.create(directory.resolve(GuardProcess.PAGE), launch.identity(), deadline);
    Guard guard = new Guard(directory, launch, page, processes);
    guard.attach();
    return guard;
  }

  /**
   * A guard that is late is no harm: it serves nothing before it guards, and knows its deadline.
   */
  private static void await(Guard guard, Process process, Duration limit)
      throws GuardStartException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (guard.snapshot().phase() == GuardPhase.STARTING) {
      boolean late = System.nanoTime() - end >= 0;
      if (late || !process.isAlive()) {
        throw new GuardStartException(end(guard, process, limit));
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static GuardStartFailure end(Guard guard, Process process, Duration limit)
      throws InterruptedException {
    boolean late = process.isAlive();
    process.destroyForcibly();
    String rest = guard.kill(KILL_LIMIT) ? "" : " (and could not be killed)";
    String said = log(guard.directory());
    if (!late) {
      return GuardStartFailure.ofOutput(
          "the guard's process ended with " + process.exitValue() + rest, said);
    }
    String how = "the guard was not ready within " + limit.toMillis() + " ms" + rest;
    return new GuardStartFailure(
        GuardStartCause.TOO_LATE, said.isEmpty() ? how : how + ": " + said);
  }

  private static String log(Path directory) {
    try {
      return Files.readString(directory.resolve(LOG)).strip();
    } catch (IOException unreadable) {
      return "its log cannot be read: " + unreadable.getMessage();
    }
  }

  private ProcessBuilder builder(Path directory, Launch launch) {
    ProcessBuilder builder =
        new ProcessBuilder(tools.ownSession(program.line(directory.toString())));
    Map<String, String> environment = builder.environment();
    CarriedEnvironment.hide(environment);
    environment.remove(ProcessMarker.VARIABLE); // an agent may itself be guarded by another node
    environment.put(ProcessMarker.GUARD_VARIABLE, launch.identity().marker().path());
    builder.directory(directory.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(LOG).toFile()));
    return builder;
  }

  private static void copyScript(Path target) throws IOException {
    try (InputStream script = GuardLauncher.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException(SCRIPT + " is missing from this distribution");
      }
      Files.copy(script, target);
    }
  }
}
