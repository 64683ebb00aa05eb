package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.TreeMap;

/**
 * I2: epochs granted are strictly increasing, and each is granted to one node; also over a group's
 * deletion.
 */
final class EpochsIncrease implements Invariant {
  private final Map<GroupId, Epoch> last = new TreeMap<>();

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.RoleGranted granted) {
      Epoch before = last.put(granted.group(), granted.epoch());
      if (before != null && granted.epoch().compareTo(before) <= 0) {
        throw new InvariantBroken(
            "I2: epoch " + granted.epoch() + " of " + granted.group() + " granted after " + before);
      }
    }
  }
}
