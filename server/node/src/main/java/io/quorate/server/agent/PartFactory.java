package io.quorate.server.agent;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.Resource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes what runs on this node of the resources of one group, in their order: services are counted,
 * for each has a slot of the guard.
 */
final class PartFactory implements Resource.Cases<RunningPart> {
  private final GuardHandle guard;
  private final CommandLauncher launcher;
  private final Probes probes;
  private final Consumer<ClockReading> died;
  private final Supplier<CompletableFuture<Void>> noted;
  private int slots;

  /**
   * For one group.
   *
   * @param died told when a service died by itself
   * @param noted notes durably what is about to be served
   */
  PartFactory(
      GuardHandle guard,
      CommandLauncher launcher,
      Probes probes,
      Consumer<ClockReading> died,
      Supplier<CompletableFuture<Void>> noted) {
    this.guard = guard;
    this.launcher = launcher;
    this.probes = probes;
    this.died = died;
    this.noted = noted;
  }

  @Override
  public RunningPart service(Resource.Service service) {
    ServicePart.ProbeCall readiness =
        (probe, limit) ->
            probes.once(
                probes.of(service.name(), probe, launcher.environment(service.environment())),
                limit);
    return new ServicePart(service, slots++, guard, readiness, died);
  }

  @Override
  public RunningPart hook(Resource.Hook hook) {
    return new HookPart(hook, launcher, noted);
  }
}
