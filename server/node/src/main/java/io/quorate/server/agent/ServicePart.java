package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.PartView;
import io.quorate.server.check.ProbeResult;
import io.quorate.server.guard.Guard;
import io.quorate.server.guard.SlotState;
import io.quorate.server.guard.SlotView;
import io.quorate.server.guard.WantedState;
import io.quorate.server.process.ProcessId;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A resource that is a process under the guard. */
final class ServicePart implements RunningPart {
  /** Without a readiness probe: alive for so long counts as ready. */
  private static final Duration SETTLED = Duration.ofMillis(200);

  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

  private enum Step {
    DOWN,
    STARTING,
    GETTING_READY,
    UP,
    STOPPING,
    FAILED
  }

  private final Resource.Service service;
  private final int slot;
  private final GuardHandle guard;
  private final ProbeCall probes;
  private final Consumer<ClockReading> died;
  private Step step = Step.DOWN;
  private String detail = "";
  private String before = "";
  private long generation;
  private ClockReading since = new ClockReading(0, 0, 0);
  private @Nullable ClockReading probedAt;
  private @Nullable CompletableFuture<ProbeResult> probing;
  private int restarts;

  /** Runs one probe. */
  @FunctionalInterface
  interface ProbeCall {
    CompletableFuture<ProbeResult> run(Probe probe, Duration limit);
  }

  ServicePart(
      Resource.Service service,
      int slot,
      GuardHandle guard,
      ProbeCall probes,
      Consumer<ClockReading> died) {
    this.service = service;
    this.slot = slot;
    this.guard = guard;
    this.probes = probes;
    this.died = died;
  }

  @Override
  public void start(ClockReading now) {
    Guard running = guard.running();
    if (running == null) {
      fail("no guard");
      return;
    }
    before = "";
    if (step == Step.FAILED) {
      restarts++;
      before = "starts again (" + detail + ")";
    }
    generation = running.want(slot, WantedState.RUNNING);
    step = Step.STARTING;
    detail = "";
    since = now;
    probing = null;
    probedAt = null;
  }

  @Override
  public void quiesce() {
    // Services have no quiesce step; hooks do.
  }

  @Override
  public void stop() {
    Guard running = guard.running();
    if (running == null) {
      step = Step.DOWN;
      return;
    }
    generation = running.want(slot, WantedState.STOPPED);
    step = Step.STOPPING;
  }

  @Override
  public void look(ClockReading now) {
    SlotView seen = guard.slot(slot);
    if (seen == null || seen.generation() < generation) {
      return;
    }
    switch (step) {
      case STARTING -> starting(seen, now);
      case GETTING_READY -> gettingReady(seen, now);
      case UP -> up(seen, now);
      case STOPPING -> {
        if (seen.state() == SlotState.STOPPED || seen.state() == SlotState.EXITED) {
          step = Step.DOWN;
          detail = "";
        }
      }
      case DOWN, FAILED -> {}
    }
  }

  private void starting(SlotView seen, ClockReading now) {
    if (seen.state() == SlotState.RUNNING) {
      step = Step.GETTING_READY;
      gettingReady(seen, now);
    } else if (seen.state() == SlotState.EXITED) {
      fail(ServiceEnd.atStart(seen));
      died.accept(now);
    }
  }

  private void gettingReady(SlotView seen, ClockReading now) {
    if (seen.state() != SlotState.RUNNING) {
      fail(ServiceEnd.beforeReady(seen));
      died.accept(now);
      return;
    }
    Duration elapsed = now.leastSince(since);
    Probe readiness = service.readiness();
    boolean ready =
        readiness == null ? elapsed.compareTo(SETTLED) >= 0 : probed(readiness, elapsed, now);
    if (ready) {
      step = Step.UP;
      before = "";
      detail = "";
    } else if (elapsed.compareTo(service.readyTimeout()) > 0) {
      fail("not ready within " + service.readyTimeout().toMillis() + " ms; " + detail);
      died.accept(now);
    }
  }

  private boolean probed(Probe readiness, Duration elapsed, ClockReading now) {
    CompletableFuture<ProbeResult> under = probing;
    if (under != null && under.isDone()) {
      probing = null;
      ProbeResult result = under.join();
      detail = result.detail();
      return result.passed();
    }
    ClockReading before = probedAt;
    boolean due = before == null || now.leastSince(before).compareTo(service.readyPeriod()) >= 0;
    if (under == null && due) {
      probedAt = now;
      Duration left = service.readyTimeout().minus(elapsed);
      probing =
          probes.run(readiness, left.compareTo(PROBE_LIMIT) < 0 ? atLeast(left) : PROBE_LIMIT);
    }
    return false;
  }

  private static Duration atLeast(Duration left) {
    return left.compareTo(SETTLED) < 0 ? SETTLED : left;
  }

  private void up(SlotView seen, ClockReading now) {
    if (seen.state() != SlotState.RUNNING) {
      fail(ServiceEnd.whileUp(seen));
      died.accept(now);
    }
  }

  private void fail(String why) {
    step = Step.FAILED;
    before = "";
    detail = why;
  }

  /** How it is, and while it is started again how it ended before. */
  private String words() {
    return before + (before.isEmpty() || detail.isEmpty() ? "" : "; ") + detail;
  }

  @Override
  public void cleared() {
    step = Step.DOWN;
    generation = 0;
  }

  @Override
  public void rearm() {
    // A service that died while clients were turned away is restarted by the ordinary rules.
  }

  @Override
  public void adopted() {
    SlotView seen = guard.slot(slot);
    boolean runs = seen != null && seen.state() == SlotState.RUNNING;
    step = runs ? Step.UP : Step.FAILED;
    detail = runs ? "" : "was not running when the agent came back";
    generation = seen == null ? 0 : seen.generation();
  }

  @Override
  public void leftOver() {
    // It was killed with its guard.
  }

  @Override
  public boolean failedToQuiesce() {
    return false; // it has no such step
  }

  @Override
  public PartView view() {
    PartView.State state =
        switch (step) {
          case DOWN -> PartView.State.DOWN;
          case STARTING, GETTING_READY, STOPPING -> PartView.State.BUSY;
          case UP -> PartView.State.UP;
          case FAILED -> PartView.State.FAILED;
        };
    return new PartView(state, words());
  }

  @Override
  public ResourceReport report() {
    SlotView seen = guard.slot(slot);
    ProcessId process = seen == null || seen.state() != SlotState.RUNNING ? null : seen.process();
    return new ResourceReport(
        service.name(),
        step.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        words(),
        process == null ? 0 : process.pid(),
        restarts);
  }

  static String word(PartView.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
