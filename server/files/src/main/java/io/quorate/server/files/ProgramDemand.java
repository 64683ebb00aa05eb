package io.quorate.server.files;

import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.HealthCheck;
import io.quorate.core.declaration.Isolation;
import io.quorate.core.declaration.Probe;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.RunAs;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program of a declaration demands of the machine that it is to run on.
 *
 * @param what which program, in words
 * @param path where it stands in the declaration
 * @param runAs whom it runs as
 * @param isolation what it is kept apart from
 */
public record ProgramDemand(String what, String path, RunAs runAs, Isolation isolation) {

  /** Those of all programs of a declaration, in its order. */
  public static List<ProgramDemand> of(GroupSpec spec) {
    List<ProgramDemand> demands = new ArrayList<>();
    for (int i = 0; i < spec.resources().size(); i++) {
      demands.addAll(spec.resources().get(i).dispatch(new OfResource("resources[" + i + "]")));
    }
    for (int i = 0; i < spec.checks().size(); i++) {
      HealthCheck check = spec.checks().get(i);
      String path = "checks[" + i + "].probe";
      demands.addAll(check.probe().dispatch(new OfProbe("check " + check.name(), path)));
    }
    return demands;
  }

  private record OfResource(String path) implements Resource.Cases<List<ProgramDemand>> {
    @Override
    public List<ProgramDemand> service(Resource.Service service) {
      String what = "service " + service.name();
      String at = path + ".service";
      List<ProgramDemand> demands = new ArrayList<>();
      demands.add(new ProgramDemand(what, at, service.runAs(), service.isolation()));
      Probe readiness = service.readiness();
      if (readiness != null) {
        demands.addAll(readiness.dispatch(new OfProbe("readiness of " + what, at + ".readiness")));
      }
      return demands;
    }

    @Override
    public List<ProgramDemand> hook(Resource.Hook hook) {
      return List.of(
          new ProgramDemand("hook " + hook.name(), path + ".hook", hook.runAs(), Isolation.NONE));
    }
  }

  private record OfProbe(String what, String path) implements Probe.Cases<List<ProgramDemand>> {
    @Override
    public List<ProgramDemand> exec(Probe.Exec probe) {
      return List.of(new ProgramDemand(what, path + ".exec", probe.runAs(), Isolation.NONE));
    }

    @Override
    public List<ProgramDemand> http(Probe.Http probe) {
      return List.of();
    }

    @Override
    public List<ProgramDemand> tcp(Probe.Tcp probe) {
      return List.of();
    }
  }
}
