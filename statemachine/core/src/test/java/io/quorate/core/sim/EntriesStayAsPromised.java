package io.quorate.core.sim;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigScope;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeEdit;
import io.quorate.core.runtime.RuntimePut;
import io.quorate.core.runtime.RuntimeTouch;
import io.quorate.core.runtime.RuntimeView;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A runtime entry is there from when it is accepted until it is overwritten, its time or its epoch
 * is over, or its group is deleted; and not a moment longer, and never again. Told from what was
 * asked for alone: knows of no sweep.
 */
final class EntriesStayAsPromised implements Invariant {
  private final SortedMap<GroupId, SortedMap<ConfigPlace, Kept>> model = new TreeMap<>();

  private record Kept(
      ConfigValue value,
      @Nullable ClusterTime deadline,
      @Nullable Duration ttl,
      @Nullable Epoch epoch) {

    boolean over(ClusterTime now) {
      return deadline != null && now.reached(deadline);
    }
  }

  @Override
  public void happened(World world, Event event, Request request) {
    if (event instanceof Event.RoleClosed closed) {
      of(closed.group()).values().removeIf(kept -> closed.epoch().equals(kept.epoch));
    } else if (event instanceof Event.GroupDeleted deleted) {
      model.remove(deleted.group());
    } else if (event instanceof Event.RuntimeChanged
        && request.command() instanceof Command.ChangeRuntime command) {
      ClusterTime now = Registry.time(world.truth.store());
      if (command.change() instanceof RuntimeCommand.Write write) {
        write.edits().forEach(edit -> write(world, write.group(), edit, now));
      } else if (command.change() instanceof RuntimeCommand.Touch touch) {
        touch.touches().forEach(one -> touch(touch.group(), one, now));
      }
    }
  }

  private void write(World world, GroupId group, RuntimeEdit edit, ClusterTime now) {
    RuntimePut to = edit.to();
    if (to == null) {
      of(group).remove(edit.place());
      return;
    }
    Duration ttl = to.lifetime().ttl();
    GroupRecord record = world.truth.group(group);
    Epoch epoch = to.lifetime().ofEpoch() && record != null ? record.role().epoch() : null;
    of(group)
        .put(edit.place(), new Kept(to.value(), ttl == null ? null : now.plus(ttl), ttl, epoch));
  }

  private void touch(GroupId group, RuntimeTouch touch, ClusterTime now) {
    Kept kept = of(group).get(touch.place());
    if (kept == null || kept.over(now)) {
      throw new InvariantBroken("what is over was touched: " + touch.place() + " of " + group);
    }
    ClusterTime deadline = kept.deadline;
    Duration ttl = kept.ttl;
    if (deadline != null && ttl != null && deadline.since(now).multipliedBy(2).compareTo(ttl) < 0) {
      of(group).put(touch.place(), new Kept(kept.value, now.plus(ttl), ttl, null));
    }
  }

  private SortedMap<ConfigPlace, Kept> of(GroupId group) {
    return model.computeIfAbsent(group, name -> new TreeMap<>());
  }

  @Override
  public void check(World world) {
    ClusterTime now = Registry.time(world.truth.store());
    for (GroupId group : model.keySet()) {
      SortedMap<ConfigPlace, ConfigValue> promised = new TreeMap<>();
      of(group)
          .forEach(
              (place, kept) -> {
                if (!kept.over(now)) {
                  promised.put(place, kept.value);
                }
              });
      SortedMap<ConfigPlace, ConfigValue> found = new TreeMap<>();
      RuntimeView view = new RuntimeView(world.truth.store(), group, now);
      for (ConfigScope scope : view.scopes()) {
        view.list(scope, "", "", 1_000).forEach(one -> found.put(one.place(), one.entry().value()));
      }
      if (!found.equals(promised)) {
        throw new InvariantBroken(
            "runtime entries of " + group + " are " + found + ", promised were " + promised);
      }
    }
  }
}
