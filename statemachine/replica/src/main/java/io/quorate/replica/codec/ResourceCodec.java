package io.quorate.replica.codec;

import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.stored.v1.StoredHook;
import io.quorate.stored.v1.StoredResource;
import io.quorate.stored.v1.StoredService;
import io.quorate.stored.v1.StoredVariable;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Resources to and from their stored form. */
final class ResourceCodec {
  private ResourceCodec() {}

  static StoredResource encode(Resource resource) {
    StoredResource.Builder stored = StoredResource.newBuilder().setName(resource.name());
    if (resource instanceof Resource.Service service) {
      return stored.setService(encode(service)).build();
    }
    if (resource instanceof Resource.Hook hook) {
      return stored.setHook(encode(hook)).build();
    }
    throw new IllegalArgumentException("no stored form of " + resource);
  }

  static Resource decode(StoredResource stored) {
    return switch (stored.getKindCase()) {
      case SERVICE -> decode(stored.getName(), stored.getService());
      case HOOK -> decode(stored.getName(), stored.getHook());
      case KIND_NOT_SET -> throw new IllegalArgumentException("a resource of a newer version");
    };
  }

  private static StoredService encode(Resource.Service service) {
    StoredService.Builder stored =
        StoredService.newBuilder()
            .addAllCommand(service.command())
            .addAllEnvironment(encode(service.environment()))
            .setDirectory(service.directory())
            .setReadyTimeoutNanos(service.readyTimeout().toNanos())
            .setReadyPeriodNanos(service.readyPeriod().toNanos())
            .addAllStopCommand(service.stop().command())
            .setStopSignal(service.stop().signal())
            .setStopTimeoutNanos(service.stop().timeout().toNanos());
    Probe readiness = service.readiness();
    if (readiness != null) {
      stored.setReadiness(ProbeCodec.encode(readiness));
    }
    return stored.build();
  }

  private static Resource.Service decode(String name, StoredService stored) {
    return new Resource.Service(
        name,
        stored.getCommandList(),
        decode(stored.getEnvironmentList()),
        stored.getDirectory(),
        stored.hasReadiness() ? ProbeCodec.decode(stored.getReadiness()) : null,
        Duration.ofNanos(stored.getReadyTimeoutNanos()),
        Duration.ofNanos(stored.getReadyPeriodNanos()),
        new Resource.Stop(
            stored.getStopCommandList(),
            stored.getStopSignal(),
            Duration.ofNanos(stored.getStopTimeoutNanos())));
  }

  private static StoredHook encode(Resource.Hook hook) {
    return StoredHook.newBuilder()
        .addAllQuiesce(hook.quiesce())
        .addAllDemote(hook.demote())
        .addAllPromote(hook.promote())
        .setTimeoutNanos(hook.timeout().toNanos())
        .addAllEnvironment(encode(hook.environment()))
        .build();
  }

  private static Resource.Hook decode(String name, StoredHook stored) {
    return new Resource.Hook(
        name,
        stored.getQuiesceList(),
        stored.getDemoteList(),
        stored.getPromoteList(),
        Duration.ofNanos(stored.getTimeoutNanos()),
        decode(stored.getEnvironmentList()));
  }

  private static List<StoredVariable> encode(SortedMap<String, String> environment) {
    return environment.entrySet().stream()
        .map(e -> StoredVariable.newBuilder().setName(e.getKey()).setValue(e.getValue()).build())
        .toList();
  }

  private static SortedMap<String, String> decode(List<StoredVariable> stored) {
    SortedMap<String, String> environment = new TreeMap<>();
    stored.forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    return environment;
  }
}
