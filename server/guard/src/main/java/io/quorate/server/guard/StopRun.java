package io.quorate.server.guard;

import io.quorate.server.process.CommandResult;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProgramRun;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stop of a service: its command, its signal, its time. One thread only. */
final class StopRun {
  private final KeptService kept;
  private final StopSpec stop;
  private final long endNanos;
  private @Nullable CompletableFuture<CommandResult> command;
  private boolean signalDue;

  /** Begins to stop the service at this monotonic time. */
  StopRun(KeptService kept, ServiceProcess service, long nowNanos) {
    this.kept = kept;
    this.stop = kept.spec().stop();
    this.endNanos = nowNanos + stop.timeout().toNanos();
    this.signalDue = stop.command().isEmpty();
    step(service);
  }

  /** Runs the stop command, if there is one, as part of what the marker covers. */
  void run(CommandRunner commands, ServiceProcess service) {
    if (stop.command().isEmpty() || stop.timeout().isZero()) {
      return;
    }
    ServiceSpec spec = kept.spec();
    command =
        commands.submit(
            new ProgramRun(
                stop.command(),
                spec.environment(),
                spec.directory(),
                stop.timeout(),
                kept.marker().child("stop"),
                spec.runAs(),
                service.joining(spec.directory())));
  }

  /**
   * Sends the signal when the command has failed, so that a broken command does not cost the whole
   * time.
   */
  void step(ServiceProcess service) {
    if (command != null && command.isDone()) {
      signalDue |= !command.join().succeeded();
      command = null;
    }
    if (signalDue) {
      signalDue = !service.signal(stop.signal());
    }
  }

  boolean timeIsUp(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }
}
