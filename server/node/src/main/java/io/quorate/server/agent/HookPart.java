package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.PartView;
import io.quorate.server.process.CommandResult;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A resource that is commands at the steps of a role change. */
final class HookPart implements RunningPart {
  private static final Logger LOG = LoggerFactory.getLogger(HookPart.class);
  private static final int DETAIL = 200;

  private final Resource.Hook hook;
  private final CommandLauncher launcher;
  private final Supplier<CompletableFuture<Void>> noted;
  private PartView view = PartView.DOWN;
  private @Nullable CompletableFuture<CommandResult> running;
  private PartView.State then = PartView.State.DOWN;

  /**
   * A hook that is not started.
   *
   * @param noted notes durably that this node is about to serve; done before promote runs (H4)
   */
  HookPart(Resource.Hook hook, CommandLauncher launcher, Supplier<CompletableFuture<Void>> noted) {
    this.hook = hook;
    this.launcher = launcher;
    this.noted = noted;
  }

  @Override
  public void start(ClockReading now) {
    run("promote", hook.promote(), PartView.State.UP, noted);
  }

  @Override
  public void quiesce() {
    run("quiesce", hook.quiesce(), PartView.State.QUIET, HookPart::atOnce);
  }

  @Override
  public void stop() {
    run("demote", hook.demote(), PartView.State.DOWN, HookPart::atOnce);
  }

  private static CompletableFuture<Void> atOnce() {
    return CompletableFuture.completedFuture(null);
  }

  private void run(
      String step,
      @Nullable Program command,
      PartView.State next,
      Supplier<CompletableFuture<Void>> before) {
    if (command == null) {
      view = new PartView(next, "");
      return;
    }
    then = next;
    view = new PartView(PartView.State.BUSY, step);
    running = launcher.run(hook, step, command, before.get());
  }

  @Override
  public void look(ClockReading now) {
    CompletableFuture<CommandResult> command = running;
    if (command == null || !command.isDone()) {
      return;
    }
    running = null;
    CommandResult result;
    try {
      result = command.join();
    } catch (CompletionException | CancellationException notRun) {
      Throwable cause = notRun.getCause() == null ? notRun : notRun.getCause();
      view = new PartView(PartView.State.FAILED, view.detail() + ": " + cause.getMessage());
      return;
    }
    if (result.leftBehind() > 0) {
      LOG.warn(
          "{} of hook {} left {} processes running, which were killed: what is to go on running"
              + " belongs into a service",
          view.detail(),
          hook.name(),
          result.leftBehind());
    }
    view =
        result.succeeded()
            ? new PartView(then, "")
            : new PartView(PartView.State.FAILED, view.detail() + " " + result.failure(DETAIL));
  }

  @Override
  public void cleared() {
    // Its commands are no children of the guard, and what they did is undone by demote alone.
  }

  @Override
  public void rearm() {
    if (view.state() == PartView.State.FAILED) {
      view = PartView.DOWN;
    }
  }

  @Override
  public void adopted() {
    view = new PartView(PartView.State.UP, "");
  }

  @Override
  public void leftOver() {
    adopted();
  }

  @Override
  public boolean failedToQuiesce() {
    return view.state() == PartView.State.FAILED;
  }

  @Override
  public PartView view() {
    return view;
  }

  @Override
  public ResourceReport report() {
    return new ResourceReport(hook.name(), ServicePart.word(view.state()), view.detail(), 0, 0);
  }
}
