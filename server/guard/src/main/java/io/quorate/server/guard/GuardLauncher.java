package io.quorate.server.guard;

import io.quorate.server.process.CarriedEnvironment;
import io.quorate.server.process.ProcFs;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.Toolbox;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts the guard's process and waits until it guards. */
final class GuardLauncher {
  private static final String LOG = "guard.log";
  private static final String SCRIPT = "leash.sh";
  private static final long READY_SECONDS = 10;
  private static final long PAUSE_MILLIS = 2;

  /** A small heap, a fast start, and no file in {@code /tmp} whose disk could hold the JVM up. */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx16m",
          "-Xmn2m",
          "-Xss256k",
          "-Xshare:auto",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError");

  private final ProcFs processes;
  private final Toolbox tools;

  GuardLauncher(ProcFs processes, Toolbox tools) {
    this.processes = processes;
    this.tools = tools;
  }

  /**
   * Prepares the directory, starts the guard in a session of its own, waits until it guards.
   *
   * @throws IOException when it does not come up; then nothing of it is left
   */
  Guard launch(Path directory, Launch launch, LeaseDeadline deadline, Consumer<Guard> made)
      throws IOException, InterruptedException {
    LaunchFile.write(directory, launch);
    copyScript(directory.resolve(SCRIPT));
    GuardPage page =
        GuardPage.create(directory.resolve(GuardProcess.PAGE), launch.identity(), deadline);
    Guard guard = new Guard(directory, launch, page, processes);
    guard.attach();
    made.accept(guard);
    Process process = builder(directory, launch).start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (guard.snapshot().phase() == GuardPhase.STARTING) {
      if (!process.isAlive() || System.nanoTime() - end >= 0) {
        throw failure(process, directory, guard);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return guard;
  }

  private IOException failure(Process process, Path directory, Guard guard)
      throws IOException, InterruptedException {
    String how = process.isAlive() ? "is not ready in time" : "ended with " + process.exitValue();
    process.destroyForcibly();
    boolean clean = guard.kill(Duration.ofSeconds(READY_SECONDS));
    String log = Files.readString(directory.resolve(LOG)).strip();
    return new IOException(
        "the guard " + how + (clean ? "" : ", and could not be killed") + ": " + log);
  }

  private ProcessBuilder builder(Path directory, Launch launch) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", classPath(), GuardMain.class.getName(), directory.toString()));
    ProcessBuilder builder = new ProcessBuilder(tools.ownSession(command));
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

  /** Only where this class comes from: the guard needs nothing else. */
  private static String classPath() throws IOException {
    try {
      return Path.of(GuardMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IOException("cannot tell where the guard's program is", e);
    }
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
