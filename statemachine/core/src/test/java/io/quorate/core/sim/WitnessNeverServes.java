package io.quorate.core.sim;

import io.quorate.core.NodeKind;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;

/** I5: a witness or observer never serves, and is never granted anything. */
final class WitnessNeverServes implements Invariant {

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.RoleGranted granted
        && world.machine(granted.node()).kind() != NodeKind.DATA) {
      throw new InvariantBroken("I5: " + granted.group() + " granted to " + granted.node());
    }
  }

  @Override
  public void check(World world) {
    for (Machine machine : world.all()) {
      if (machine.kind() != NodeKind.DATA
          && machine.sites().values().stream().anyMatch(Site::serves)) {
        throw new InvariantBroken("I5: " + machine + " serves");
      }
    }
  }
}
