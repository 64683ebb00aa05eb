package io.quorate.server.agent;

import io.quorate.core.declaration.Resource;
import io.quorate.core.serving.RestartBudget;

/**
 * Makes what runs on this node of the resources of one group, in their order: services are counted,
 * for each has a slot of the guard.
 */
final class PartFactory implements Resource.Cases<RunningPart> {
  private final GuardHandle guard;
  private final CommandLauncher launcher;
  private final Probes probes;
  private final RestartBudget budget;
  private int slots;

  PartFactory(GuardHandle guard, CommandLauncher launcher, Probes probes, RestartBudget budget) {
    this.guard = guard;
    this.launcher = launcher;
    this.probes = probes;
    this.budget = budget;
  }

  @Override
  public RunningPart service(Resource.Service service) {
    ServicePart.ProbeCall readiness =
        (probe, limit) ->
            probes.once(
                probes.of(service.name(), probe, launcher.environment(service.environment())),
                limit);
    return new ServicePart(service, slots++, guard, readiness, budget::died);
  }

  @Override
  public RunningPart hook(Resource.Hook hook) {
    return new HookPart(hook, launcher);
  }
}
