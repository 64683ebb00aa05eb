package io.quorate.core.sim;

import io.quorate.core.GroupId;
import io.quorate.core.registry.GroupRecord;

/**
 * I3: a node serves epoch e only while the registry's history says that e was granted to it and is
 * not closed.
 */
final class ServesOnlyWhatIsGranted implements Invariant {

  @Override
  public void check(World world) {
    for (Machine machine : world.all()) {
      machine.sites().forEach((group, site) -> serves(world, machine, group, site));
    }
  }

  private static void serves(World world, Machine machine, GroupId name, Site site) {
    if (!site.serves()) {
      return;
    }
    GroupRecord group = world.truth.group(name);
    boolean open =
        group != null
            && group.role().heldBy(machine.id())
            && group.role().epoch().equals(site.started());
    if (!open) {
      throw new InvariantBroken(
          "I3: "
              + machine
              + " serves epoch "
              + site.started()
              + " of "
              + name
              + ", the registry says "
              + (group == null ? "that it is gone" : group.role()));
    }
  }
}
