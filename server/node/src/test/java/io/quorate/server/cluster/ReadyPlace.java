package io.quorate.server.cluster;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import io.quorate.core.agent.Act;
import io.quorate.core.agent.Observation;
import io.quorate.core.agent.Workplace;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import io.quorate.core.facts.ToldHold;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.Stage;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A place for a group with one service, in which everything that is begun is done at once. */
public final class ReadyPlace implements Workplace {
  private final Supplier<List<DeliveryReport>> deliveries;
  private final Supplier<List<FactReport>> facts;
  private final Consumer<ToldHold> holding;
  private GuardState guard = GuardState.NONE;
  private PartView.State part = PartView.State.DOWN;
  private volatile boolean serving;

  /**
   * Nothing is here at first.
   *
   * @param holding told why files may not be changed
   */
  public ReadyPlace(
      Supplier<List<DeliveryReport>> deliveries,
      Supplier<List<FactReport>> facts,
      Consumer<ToldHold> holding) {
    this.deliveries = deliveries;
    this.facts = facts;
    this.holding = holding;
  }

  /** Whether the service runs, as the node sees it. */
  boolean serving() {
    return serving;
  }

  @Override
  public List<ClockReading> look(ClockReading now) {
    return List.of();
  }

  @Override
  public Observation observe() {
    return new Observation(
        List.of(new PartView(part, "")),
        guard,
        "",
        List.of(),
        List.of(),
        deliveries.get(),
        facts.get());
  }

  /** A service may die at any time. */
  @Override
  public boolean still() {
    return false;
  }

  @Override
  public void entered(ServingState before, ServingState next) {
    serving = next.stage() == Stage.SERVING;
  }

  @Override
  public void perform(Effect effect, Act act, ClockReading now) {
    if (effect instanceof Effect.LaunchGuard) {
      guard = GuardState.ALIVE;
    } else if (effect instanceof Effect.StartPart) {
      part = PartView.State.UP;
    } else if (effect instanceof Effect.StopPart) {
      part = PartView.State.DOWN;
    } else if (effect instanceof Effect.Clear) {
      guard = GuardState.NONE;
      part = PartView.State.DOWN;
    }
  }

  @Override
  public void equip(GroupSpec served, Revision revision) {
    part = PartView.State.DOWN;
  }

  @Override
  public void rearm() {
    // Nothing fails here.
  }

  @Override
  public void watch(GroupSpec spec, Watch watch, Act act) {
    // Nothing is watched here.
  }

  @Override
  public void extend(ClockReading deadline) {
    // The agent itself stops what is not extended.
  }

  @Override
  public void hold(Revision declaration, String reason) {
    holding.accept(new ToldHold(declaration, reason));
  }

  @Override
  public void close() {
    serving = false;
  }
}
