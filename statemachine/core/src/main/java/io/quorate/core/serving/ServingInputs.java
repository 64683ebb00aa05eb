package io.quorate.core.serving;

import io.quorate.core.declaration.Resource;
import java.time.Duration;
import java.util.List;

/**
 * What a step is decided from.
 *
 * @param resources of the group, in order
 * @param parts what each of them is doing here
 * @param directive the leader's last word
 * @param leaseLeft how much is left of the lease for the epoch in question
 * @param stopBudget the end of a lease that is kept for an orderly stop (H2)
 * @param guard what the guard is doing
 * @param guardTrouble why the guard does not do what it should; empty when it does
 * @param restart whether what died by itself may be started again now: a service, or everything
 *     after the guard of this very epoch was lost
 */
public record ServingInputs(
    List<Resource> resources,
    List<PartView> parts,
    Directive directive,
    Duration leaseLeft,
    Duration stopBudget,
    GuardState guard,
    String guardTrouble,
    Restart restart) {

  /** Whether a service that died by itself may be started again in place. */
  public enum Restart {
    /** Now. */
    NOW,
    /** Not now. */
    LATER
  }

  /** Keeps its own copies. */
  public ServingInputs {
    resources = List.copyOf(resources);
    parts = List.copyOf(parts);
  }

  boolean leaseOver() {
    return leaseLeft.isZero() || leaseLeft.isNegative();
  }

  boolean leaseEnding() {
    return leaseLeft.compareTo(stopBudget) <= 0;
  }

  boolean guarded() {
    return resources.stream().anyMatch(Resource::guarded);
  }

  PartView.State state(int part) {
    return parts.get(part).state();
  }
}
