package io.quorate.core.agent;

import io.quorate.core.delivery.DeliveryReport;
import io.quorate.core.facts.FactReport;
import io.quorate.core.failover.CheckReport;
import io.quorate.core.failover.ResourceReport;
import io.quorate.core.serving.GuardState;
import io.quorate.core.serving.PartView;
import java.util.List;

/**
 * What is the case with a group on this machine at one moment.
 *
 * @param parts what each resource is doing, in order
 * @param guard what the guard is doing
 * @param guardTrouble why the guard does not do what it should; empty when it does
 * @param checks the health checks that run here
 * @param resources the resources, for people
 * @param deliveries the files of its configuration, for people
 * @param facts what was found of those that commands find
 */
public record Observation(
    List<PartView> parts,
    GuardState guard,
    String guardTrouble,
    List<CheckReport> checks,
    List<ResourceReport> resources,
    List<DeliveryReport> deliveries,
    List<FactReport> facts) {
  /** Keeps its own copies. */
  public Observation {
    parts = List.copyOf(parts);
    checks = List.copyOf(checks);
    resources = List.copyOf(resources);
    deliveries = List.copyOf(deliveries);
    facts = List.copyOf(facts);
  }
}
