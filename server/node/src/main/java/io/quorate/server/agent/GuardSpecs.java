package io.quorate.server.agent;

import io.quorate.core.GroupId;
import io.quorate.core.agent.Act;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Isolation;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.RunAs;
import io.quorate.server.guard.GuardSpec;
import io.quorate.server.guard.LogSpec;
import io.quorate.server.guard.ServiceSpec;
import io.quorate.server.guard.StopSpec;
import io.quorate.server.process.AccountName;
import io.quorate.server.process.ProcessNumbers;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What a guard is told to keep, from a declaration. */
final class GuardSpecs {
  private GuardSpecs() {}

  /** Where the output of services goes. */
  static Path logDirectory(Path dataDirectory) {
    return dataDirectory.resolve("log");
  }

  /**
   * What the guard keeps, for what is begun in these circumstances; F is that of the epoch (S3).
   *
   * @throws InvalidPathException when this machine cannot name a folder of the declaration
   */
  static GuardSpec of(Act act, PlaceSetting settings, Surroundings surroundings) {
    GroupSpec group = act.served();
    Kinds kinds = new Kinds(group.name(), settings, surroundings);
    return new GuardSpec(
        group.name().value(),
        act.epoch().value(),
        group.resources().stream().flatMap(resource -> resource.dispatch(kinds)).toList(),
        act.fenceDelay(),
        settings.watchdogDevice());
  }

  /** Adds to the variables of a program what the node tells it. */
  @FunctionalInterface
  interface Surroundings {
    SortedMap<String, String> of(Environment own);
  }

  /** The same name for the parts that start processes. */
  static AccountName accountName(RunAs runAs) {
    return new AccountName(runAs.user(), runAs.group());
  }

  /** Which process numbers a service gets. */
  static ProcessNumbers numbers(Isolation isolation) {
    return switch (isolation) {
      case NONE -> ProcessNumbers.SHARED;
      case PID_NAMESPACE -> ProcessNumbers.OWN;
    };
  }

  /** What of each kind of resource runs under the guard. */
  private record Kinds(GroupId group, PlaceSetting settings, Surroundings surroundings)
      implements Resource.Cases<Stream<ServiceSpec>> {

    @Override
    public Stream<ServiceSpec> service(Resource.Service service) {
      Path data = settings.dataDirectory();
      AbsolutePath directory = service.directory();
      return Stream.of(
          new ServiceSpec(
              service.name(),
              service.command().line(),
              surroundings.of(service.environment()),
              directory == null ? data : Path.of(directory.value()),
              stop(service.stop()),
              new LogSpec(
                  logDirectory(data).resolve(group + "." + service.name() + ".log"),
                  settings.serviceLogBytes()),
              accountName(service.runAs()),
              numbers(service.isolation())));
    }

    @Override
    public Stream<ServiceSpec> hook(Resource.Hook hook) {
      return Stream.empty();
    }

    private static StopSpec stop(Resource.Stop stop) {
      Program command = stop.command();
      return new StopSpec(
          command == null ? List.of() : command.line(), stop.signal().name(), stop.timeout());
    }
  }
}
