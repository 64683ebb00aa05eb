package io.quorate.replica.declaration;

import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.Isolation;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.RunAs;
import io.quorate.v1.Hook;
import io.quorate.v1.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is started on the node that becomes active. */
final class ResourceMessages {
  private ResourceMessages() {}

  static Resource read(MessageFields fields, String path, io.quorate.v1.Resource message) {
    String name = fields.values().name(path + ".name", message.getName());
    return switch (message.getKindCase()) {
      case SERVICE -> service(fields, path + ".service", name, message.getService());
      case HOOK -> hook(fields, path + ".hook", name, message.getHook());
      case KIND_NOT_SET -> {
        fields.findings().invalid(path, "is of no kind", "give it a service or a hook");
        yield standIn(name);
      }
    };
  }

  /** Takes the place in the list, so that the others are found by their numbers. */
  private static Resource standIn(String name) {
    return new Resource.Hook(
        name, null, null, null, Resource.Hook.DEFAULT_TIMEOUT, Environment.EMPTY, RunAs.NODE);
  }

  private static Resource service(MessageFields fields, String path, String name, Service message) {
    return new Resource.Service(
        name,
        fields.values().program(path + ".command", message.getCommandList()),
        fields.values().environment(path + ".environment", message.getEnvironmentMap()),
        fields.values().folder(path + ".directory", message.getDirectory()),
        message.hasReadiness()
            ? ProbeMessages.read(fields, path + ".readiness", message.getReadiness())
            : null,
        fields.duration(
            path + ".ready_timeout",
            message.hasReadyTimeout() ? message.getReadyTimeout() : null,
            Resource.Service.DEFAULT_READY_TIMEOUT,
            Resource.Service.READY_TIMEOUT),
        fields.duration(
            path + ".ready_period",
            message.hasReadyPeriod() ? message.getReadyPeriod() : null,
            Resource.Service.DEFAULT_READY_PERIOD,
            Resource.Service.READY_PERIOD),
        stop(fields, path, message),
        fields.values().runAs(path, message.getUser(), message.getGroup()),
        fields.values().isolation(path + ".isolation", message.getIsolation()));
  }

  private static Resource.Stop stop(MessageFields fields, String path, Service message) {
    return new Resource.Stop(
        fields.values().command(path + ".stop_command", message.getStopCommandList()),
        fields.values().signal(path + ".stop_signal", message.getStopSignal()),
        fields.duration(
            path + ".stop_timeout",
            message.hasStopTimeout() ? message.getStopTimeout() : null,
            Resource.Stop.DEFAULT_TIMEOUT,
            Resource.Stop.TIMEOUT));
  }

  private static Resource hook(MessageFields fields, String path, String name, Hook message) {
    return new Resource.Hook(
        name,
        fields.values().command(path + ".quiesce", message.getQuiesceList()),
        fields.values().command(path + ".demote", message.getDemoteList()),
        fields.values().command(path + ".promote", message.getPromoteList()),
        fields.duration(
            path + ".timeout",
            message.hasTimeout() ? message.getTimeout() : null,
            Resource.Hook.DEFAULT_TIMEOUT,
            Resource.Hook.TIMEOUT),
        fields.values().environment(path + ".environment", message.getEnvironmentMap()),
        fields.values().runAs(path, message.getUser(), message.getGroup()));
  }

  static io.quorate.v1.Resource of(Resource resource) {
    return resource.dispatch(new Writer(resource.name()));
  }

  private static List<String> line(@Nullable Program command) {
    return command == null ? List.of() : command.line();
  }

  private static final class Writer implements Resource.Cases<io.quorate.v1.Resource> {
    private final io.quorate.v1.Resource.Builder message;

    Writer(String name) {
      this.message = io.quorate.v1.Resource.newBuilder().setName(name);
    }

    @Override
    public io.quorate.v1.Resource service(Resource.Service resource) {
      Service.Builder service =
          Service.newBuilder()
              .addAllCommand(resource.command().line())
              .putAllEnvironment(resource.environment().variables())
              .setDirectory(resource.directory() == null ? "" : resource.directory().value())
              .setReadyTimeout(MessageFields.message(resource.readyTimeout()))
              .setReadyPeriod(MessageFields.message(resource.readyPeriod()))
              .addAllStopCommand(line(resource.stop().command()))
              .setStopSignal(resource.stop().signal().name())
              .setStopTimeout(MessageFields.message(resource.stop().timeout()))
              .setUser(resource.runAs().user())
              .setGroup(resource.runAs().group());
      if (resource.isolation() != Isolation.NONE) {
        service.setIsolation(resource.isolation().text());
      }
      if (resource.readiness() != null) {
        service.setReadiness(ProbeMessages.of(resource.readiness()));
      }
      return message.setService(service).build();
    }

    @Override
    public io.quorate.v1.Resource hook(Resource.Hook resource) {
      return message
          .setHook(
              Hook.newBuilder()
                  .addAllQuiesce(line(resource.quiesce()))
                  .addAllDemote(line(resource.demote()))
                  .addAllPromote(line(resource.promote()))
                  .setTimeout(MessageFields.message(resource.timeout()))
                  .putAllEnvironment(resource.environment().variables())
                  .setUser(resource.runAs().user())
                  .setGroup(resource.runAs().group()))
          .build();
    }
  }
}
