package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.PartView;
import io.quorate.server.process.CommandOutcome;
import io.quorate.server.process.CommandResult;
import io.quorate.v1.ResourceStatus;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A resource that is commands at the steps of a role change. */
final class HookPart implements RunningPart {
  private static final int DETAIL = 200;

  private final Resource.Hook hook;
  private final CommandLauncher launcher;
  private PartView view = PartView.DOWN;
  private @Nullable CompletableFuture<CommandResult> running;
  private PartView.State then = PartView.State.DOWN;

  HookPart(Resource.Hook hook, CommandLauncher launcher) {
    this.hook = hook;
    this.launcher = launcher;
  }

  @Override
  public void start(ClockReading now) {
    run("promote", hook.promote(), PartView.State.UP);
  }

  @Override
  public void quiesce() {
    run("quiesce", hook.quiesce(), PartView.State.QUIET);
  }

  @Override
  public void stop() {
    run("demote", hook.demote(), PartView.State.DOWN);
  }

  private void run(String step, @Nullable Program command, PartView.State next) {
    if (command == null) {
      view = new PartView(next, "");
      return;
    }
    then = next;
    view = new PartView(PartView.State.BUSY, step);
    running = launcher.run(hook, step, command);
  }

  @Override
  public void look(ClockReading now) {
    CompletableFuture<CommandResult> command = running;
    if (command == null || !command.isDone()) {
      return;
    }
    running = null;
    CommandResult result = command.join();
    view =
        result.succeeded()
            ? new PartView(then, "")
            : new PartView(PartView.State.FAILED, view.detail() + " " + failure(result));
  }

  private static String failure(CommandResult result) {
    String tail = result.output().strip();
    String shown = tail.length() > DETAIL ? tail.substring(tail.length() - DETAIL) : tail;
    String how =
        result.outcome() == CommandOutcome.EXITED
            ? "exited with " + result.exitCode()
            : result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + " after "
                + result.elapsed().toMillis()
                + " ms";
    return shown.isEmpty() ? how : how + ": " + shown;
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
  public ResourceStatus status() {
    return ResourceStatus.newBuilder()
        .setName(hook.name())
        .setState(ServicePart.word(view.state()))
        .setDetail(view.detail())
        .build();
  }
}
