package io.quorate.core.sim;

import io.quorate.core.GroupId;
import java.util.Map;
import java.util.TreeMap;

/** I1: at most one node serves a group at any instant of real time. */
final class AtMostOneServes implements Invariant {

  @Override
  public void check(World world) {
    Map<GroupId, Machine> serving = new TreeMap<>();
    for (Machine machine : world.all()) {
      for (Map.Entry<GroupId, Site> at : machine.sites().entrySet()) {
        Machine other = at.getValue().serves() ? serving.put(at.getKey(), machine) : null;
        if (other != null) {
          throw new InvariantBroken("I1: " + other + " and " + machine + " serve " + at.getKey());
        }
      }
    }
  }
}
