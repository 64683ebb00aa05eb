package io.quorate.server.agent;

import io.quorate.core.agent.Act;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Resource;
import io.quorate.server.guard.GuardSpec;
import io.quorate.server.guard.LogSpec;
import io.quorate.server.guard.ServiceSpec;
import io.quorate.server.guard.StopSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a guard is told to keep, from a declaration. */
final class GuardSpecs {
  private GuardSpecs() {}

  /** Where the output of services goes. */
  static Path logDirectory(Path dataDirectory) {
    return dataDirectory.resolve("log");
  }

  /** For what is begun in these circumstances; F is that of the epoch (S3). */
  static GuardSpec of(Act act, AgentParts.Settings settings, CommandLauncher launcher) {
    GroupSpec group = act.served();
    List<ServiceSpec> services = new ArrayList<>();
    for (Resource resource : group.resources()) {
      if (resource instanceof Resource.Service service) {
        services.add(service(group, service, settings, launcher));
      }
    }
    return new GuardSpec(
        group.name().value(),
        act.epoch().value(),
        services,
        act.fenceDelay(),
        settings.watchdogDevice());
  }

  private static ServiceSpec service(
      GroupSpec group,
      Resource.Service service,
      AgentParts.Settings settings,
      CommandLauncher launcher) {
    Path data = settings.dataDirectory();
    return new ServiceSpec(
        service.name(),
        service.command(),
        launcher.environment(service.environment()),
        service.directory().isEmpty() ? data : Path.of(service.directory()),
        new StopSpec(service.stop().command(), service.stop().signal(), service.stop().timeout()),
        new LogSpec(
            logDirectory(data).resolve(group.name() + "-" + service.name() + ".log"),
            settings.serviceLogBytes()));
  }
}
