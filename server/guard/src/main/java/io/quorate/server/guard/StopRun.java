package io.quorate.server.guard;

import io.quorate.server.process.CommandResult;
import io.quorate.server.process.CommandRunner;
import io.quorate.server.process.ProcessMarker;
import io.quorate.server.process.ProgramRun;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stop of a service: its command, its signal, its time. One thread only. */
final class StopRun {
  private final ServiceSpec spec;
  private final long endNanos;
  private @Nullable CompletableFuture<CommandResult> command;

  /** Begins to stop the service at this monotonic time. */
  StopRun(ServiceSpec spec, ServiceProcess service, long nowNanos) {
    this.spec = spec;
    this.endNanos = nowNanos + spec.stop().timeout().toNanos();
    if (spec.stop().command().isEmpty()) {
      service.signal(spec.stop().signal());
    }
  }

  /** Runs the stop command, if there is one, as part of what the marker covers. */
  void run(CommandRunner commands, ProcessMarker marker) {
    if (spec.stop().command().isEmpty() || spec.stop().timeout().isZero()) {
      return;
    }
    command =
        commands.submit(
            new ProgramRun(
                spec.stop().command(),
                spec.environment(),
                spec.directory(),
                spec.stop().timeout(),
                marker.child("stop")));
  }

  /**
   * Sends the signal when the command has failed, so that a broken command does not cost the whole
   * time.
   */
  void step(ServiceProcess service) {
    if (command != null && command.isDone()) {
      if (!command.join().succeeded()) {
        service.signal(spec.stop().signal());
      }
      command = null;
    }
  }

  boolean timeIsUp(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }
}
