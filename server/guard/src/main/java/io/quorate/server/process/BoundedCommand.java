package io.quorate.server.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link ProgramRun} in the calling thread, to its end or its timeout.
 *
 * <p>A command's processes end with it: what it leaves running when it exits is killed, so that
 * nothing goes on having effects unseen. A daemon belongs into a guarded service. Its output is
 * read all the time, so that a flood neither blocks it nor fills memory; the last 4 KiB are kept.
 * The command is tied to the thread that runs it, and to the JVM.
 */
public final class BoundedCommand {
  private static final int TAIL_BYTES = 4096;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int MAX_DRAIN_TURNS = 64;
  private static final long POLL_MILLIS = 5;
  private static final int QUIET_LOOKS = 2;
  private static final long KILL_LIMIT_MILLIS = 5_000;

  private final ProcFs processes;
  private final Toolbox tools;
  private final Accounts accounts;

  /** Runs commands with these tools, and kills them by this process table. */
  public BoundedCommand(ProcFs processes, Toolbox tools) {
    this.processes = processes;
    this.tools = tools;
    this.accounts = Accounts.ofMachine(tools);
  }

  /**
   * Runs it and waits. It takes at most the command's timeout and five seconds for the kill.
   *
   * @throws InterruptedException when interrupted while waiting; the command is then killed
   */
  public CommandResult run(ProgramRun command) throws InterruptedException {
    long start = System.nanoTime();
    Process process;
    try {
      process = builder(command, accounts.find(command.runAs())).start();
    } catch (IOException | SecurityException e) {
      return CommandResult.notStarted(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError noThread) {
      // The process may have been made, but nobody can wait for it: no thread was to be had.
      killer(command, null).run(KILL_LIMIT_MILLIS);
      return CommandResult.notStarted(String.valueOf(noThread.getMessage()));
    }
    ProcessId id = processes.identify(process.pid());
    OutputTail tail = new OutputTail(TAIL_BYTES);
    boolean ended;
    try {
      ended = await(process, tail, start + command.timeout().toNanos());
    } catch (InterruptedException e) {
      killer(command, id).run(KILL_LIMIT_MILLIS);
      throw e;
    }
    CompleteKill killer = killer(command, id);
    if (ended) {
      int leftBehind = killLeftBehind(killer);
      drain(process.getInputStream(), tail);
      close(process);
      return CommandResult.exited(process.exitValue(), tail.text(), since(start), leftBehind);
    }
    boolean clean = killer.run(KILL_LIMIT_MILLIS);
    drain(process.getInputStream(), tail);
    close(process);
    CommandOutcome outcome = clean ? CommandOutcome.TIMED_OUT : CommandOutcome.NOT_KILLED;
    return new CommandResult(outcome, -1, tail.text(), since(start), 0);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * How many processes of a command that has ended were still alive. Looked at more than once: one
   * that is just being replaced by another program carries no mark for a moment.
   */
  private static int killLeftBehind(CompleteKill killer) throws InterruptedException {
    Set<ProcessId> leftBehind = new TreeSet<>();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KILL_LIMIT_MILLIS);
    int quiet = 0;
    while (quiet < QUIET_LOOKS && System.nanoTime() - end < 0) {
      killer.round();
      quiet = killer.remaining().isEmpty() ? quiet + 1 : 0;
      leftBehind.addAll(killer.remaining());
      if (quiet < QUIET_LOOKS) {
        killer.pause();
      }
    }
    return leftBehind.size();
  }

  private ProcessBuilder builder(ProgramRun command, @Nullable Account account) {
    ProgramFrame frame =
        new ProgramFrame(
            null, account, ProcessNumbers.SHARED, command.joining(), command.environment());
    ProcessBuilder builder = new ProcessBuilder(tools.program(frame, command.line()));
    Map<String, String> environment = builder.environment();
    CarriedEnvironment.restore(environment);
    if (account != null) {
      environment.putAll(account.variables());
    }
    environment.putAll(command.environment());
    environment.remove(ProcessMarker.GUARD_VARIABLE);
    environment.put(ProcessMarker.VARIABLE, command.marker().path());
    builder.directory(command.directory().toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    return builder;
  }

  /** Whether the process ended before the deadline, a {@link System#nanoTime} value. */
  private static boolean await(Process process, OutputTail tail, long deadline)
      throws InterruptedException {
    while (process.isAlive()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      drain(process.getInputStream(), tail);
      long wait = Math.min(left, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
      if (process.waitFor(wait, TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
    return true;
  }

  private CompleteKill killer(ProgramRun command, @Nullable ProcessId id) {
    Set<ProcessId> known = new TreeSet<>();
    if (id != null) {
      known.add(id);
    }
    KillScope scope = KillScope.of(command.marker()).knowing(known);
    return new CompleteKill(processes, scope, null);
  }

  /** Reads what is there without waiting for more, a bounded number of times. */
  private static void drain(InputStream output, OutputTail tail) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int turn = 0; turn < MAX_DRAIN_TURNS && output.available() > 0; turn++) {
        int read = output.read(buffer, 0, Math.min(buffer.length, output.available()));
        if (read <= 0) {
          return;
        }
        tail.add(buffer, read);
      }
    } catch (IOException closed) {
      return; // what was read so far is what there is
    }
  }

  private static void close(Process process) {
    try {
      process.getInputStream().close();
    } catch (IOException alreadyClosed) {
      return;
    }
  }
}
