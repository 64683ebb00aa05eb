package io.quorate.core.sim;

import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.TreeMap;

/**
 * G5: what was decided about an epoch is accepted for no other. Keeps its own books of epochs, from
 * the grants alone.
 */
final class DecidedForItsEpoch implements Invariant {
  private final Map<GroupId, Epoch> epochs = new TreeMap<>();
  private final AssumedEpoch assumed = new AssumedEpoch();

  @Override
  public void happened(World world, Event event, Request request) {
    GroupId group = event.group();
    if (group == null) {
      return;
    }
    Epoch present = epochs.getOrDefault(group, Epoch.NONE);
    Epoch named = request.command().dispatch(assumed).orElse(present);
    if (!named.equals(present)) {
      throw new InvariantBroken("G5: " + event + " in epoch " + present + ", decided for " + named);
    }
    if (event instanceof Event.RoleGranted grant) {
      epochs.put(group, grant.epoch());
    }
  }
}
