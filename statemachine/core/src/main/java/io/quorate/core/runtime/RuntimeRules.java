package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Reason;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.Conflicts;
import io.quorate.core.config.Refusals;
import io.quorate.core.store.StoreView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a command may do to the runtime entries of a group. Reads, never writes; says all that
 * speaks against a command, not only the first thing.
 */
public final class RuntimeRules {
  private final StoreView store;
  private final RuntimeView view;
  private final GroupId group;
  private final Owner owner;
  private final @Nullable Epoch open;
  private final ClusterTime now;
  private final RuntimeHead head;
  private final Refusals refusals = new Refusals();
  private final Set<ConfigPlace> known = new TreeSet<>();
  private final List<RuntimeChange.Placed> placed = new ArrayList<>();

  /** How the entries would stand after the command. */
  private RuntimeHead after;

  private RuntimeRules(StoreView store, GroupId group, Owner owner, ClusterTime now) {
    this.store = store;
    this.view = new RuntimeView(store, group, now);
    this.group = group;
    this.owner = owner;
    this.open = owner.open();
    this.now = now;
    this.head = view.head();
    this.after = head;
  }

  /**
   * What counts of the group whose entries they are.
   *
   * @param members of it
   * @param open its open epoch; null when nobody holds the role
   */
  public record Owner(SortedSet<NodeId> members, @Nullable Epoch open) {
    /** Keeps its own copy. */
    public Owner {
      members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    }
  }

  /**
   * Decides about a command.
   *
   * @param now the time of the log entry
   */
  public static RuntimeDecision decide(
      RuntimeCommand command, Owner owner, StoreView store, ClusterTime now) {
    RuntimeRules rules = new RuntimeRules(store, command.group(), owner, now);
    Conflicts.epoch(command.group(), owner.open(), command.epoch()).ifPresent(rules.refusals::add);
    if (!rules.counted(command)) {
      return rules.decided(rules.head.revision());
    }
    if (command instanceof RuntimeCommand.Write write) {
      return rules.write(write);
    }
    if (command instanceof RuntimeCommand.Touch touch) {
      return rules.touch(touch);
    }
    throw new IllegalArgumentException("no rule for " + command);
  }

  private boolean counted(RuntimeCommand command) {
    if (command.size() == 0) {
      refusals.add(Reason.INVALID_VALUE, "no entry is named", "name at least one");
    } else if (command.size() > ConfigLimits.EDITS) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          command.size() + " entries at once",
          "name at most " + ConfigLimits.EDITS + " at once");
    }
    return command.size() > 0 && command.size() <= ConfigLimits.EDITS;
  }

  private RuntimeDecision write(RuntimeCommand.Write write) {
    Revision next = head.revision().next();
    long bytes = 0;
    for (RuntimeEdit edit : write.edits()) {
      RuntimePut to = edit.to();
      bytes += edit.place().path().value().length() + (to == null ? 0 : to.value().size());
      once(edit.place());
      RuntimeEntry row = view.row(edit.place());
      RuntimeEntry present = view.alive(row);
      expectation(edit.place(), edit.expected(), present);
      if (to == null) {
        if (present != null) {
          place(edit.place(), row, null);
        }
      } else if (storable(edit.place(), to)) {
        put(edit.place(), row, entry(to, next));
      }
    }
    if (bytes > ConfigLimits.WRITE_BYTES) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          "the paths and values of the write have " + bytes + " bytes",
          "write at most " + ConfigLimits.WRITE_BYTES + " at once");
    }
    room();
    return decided(next);
  }

  private RuntimeEntry entry(RuntimePut to, Revision revision) {
    return new RuntimeEntry(to.value(), revision, to.lifetime().end(now, open), now);
  }

  /**
   * Sets an entry, unless it stands there as it shall be, with nothing to put off. One of a member
   * is always written anew: its age tells how long the member has not said it.
   */
  private void put(ConfigPlace place, @Nullable RuntimeEntry row, RuntimeEntry to) {
    boolean asItIs =
        row != null
            && place.scope().node() == null
            && to.end().deadline() == null
            && row.end().equals(to.end())
            && row.value().equals(to.value());
    if (!asItIs) {
      place(place, row, to);
    }
  }

  private void place(ConfigPlace place, @Nullable RuntimeEntry row, @Nullable RuntimeEntry to) {
    after = row == null ? after : after.without(row.bytes(place), row.end());
    after = to == null ? after : after.with(to.bytes(place), to.end());
    placed.add(new RuntimeChange.Placed(place, to));
  }

  private RuntimeDecision touch(RuntimeCommand.Touch touch) {
    for (RuntimeTouch one : touch.touches()) {
      once(one.place());
      RuntimeEntry present = view.get(one.place());
      if (present == null) {
        refusals.add(
            Reason.UNKNOWN_PATH,
            "there is no " + one.place().whose("runtime entry") + " in " + group,
            "write it again",
            one.place().path().value());
        continue;
      }
      expectation(one.place(), one.expected(), present);
      RuntimeEnd end = present.end().touched(now);
      if (!end.equals(present.end())) {
        RuntimeEntry later =
            new RuntimeEntry(present.value(), present.revision(), end, present.written());
        placed.add(new RuntimeChange.Placed(one.place(), later));
      }
    }
    return decided(head.revision());
  }

  private void once(ConfigPlace place) {
    if (!known.add(place)) {
      invalid(place, place.whose("the entry") + " is named twice");
    }
  }

  private void expectation(
      ConfigPlace place, @Nullable Revision expected, @Nullable RuntimeEntry present) {
    Revision is = present == null ? Revision.NONE : present.revision();
    Conflicts.value(place.whose("the entry"), place.path(), is, expected).ifPresent(refusals::add);
  }

  private boolean storable(ConfigPlace place, RuntimePut to) {
    to.value().wrong(RuntimeLimits.VALUE_BYTES).ifPresent(wrong -> invalid(place, wrong));
    NodeId node = place.scope().node();
    if (node != null && !owner.members().contains(node)) {
      refusals.add(
          Reason.NOT_A_MEMBER,
          node + " is not a member of " + group,
          "its members are " + owner.members(),
          place.path().value());
    }
    Duration ttl = to.lifetime().ttl();
    if (ttl != null
        && (ttl.compareTo(RuntimeLimits.MIN_TTL) < 0 || ttl.compareTo(RuntimeLimits.MAX_TTL) > 0)) {
      invalid(
          place,
          "the time to live is "
              + ttl.toMillis()
              + " ms, it must be "
              + RuntimeLimits.MIN_TTL.toMillis()
              + " ms to "
              + RuntimeLimits.MAX_TTL.toDays()
              + " days");
      return false;
    }
    if (to.lifetime().ofEpoch() && open == null) {
      refusals.add(
          Reason.VACANT,
          "nobody holds " + group + ", so there is no epoch with which it could end",
          "write it when there is an active",
          place.path().value());
      return false;
    }
    return true;
  }

  private void invalid(ConfigPlace place, String wrong) {
    refusals.add(Reason.INVALID_VALUE, wrong, "correct it and try again", place.path().value());
  }

  /** Whether there is room for what the command adds; one that adds nothing needs none. */
  private void room() {
    Growth entries = new Growth(head.entries(), after.entries(), RuntimeTotals.ENTRIES.read(store));
    Growth bytes = new Growth(head.bytes(), after.bytes(), RuntimeTotals.BYTES.read(store));
    Growth bound = new Growth(head.bound(), after.bound(), RuntimeTotals.BOUND.read(store));
    entries.check("runtime entries", RuntimeLimits.ENTRIES, RuntimeLimits.ALL_ENTRIES);
    bytes.check("bytes of runtime entries", RuntimeLimits.BYTES, RuntimeLimits.ALL_BYTES);
    bound.check("entries that end with the epoch", RuntimeLimits.BOUND, RuntimeLimits.ALL_BOUND);
  }

  /** What a group has before and after the command, and what all have before. */
  private final class Growth {
    private final long before;
    private final long after;
    private final long all;

    Growth(long before, long after, long all) {
      this.before = before;
      this.after = after;
      this.all = all;
    }

    void check(String what, long most, long mostOfAll) {
      if (after <= before) {
        return;
      }
      if (after > most) {
        full(group + " would have " + after + " " + what, most);
      }
      long sum = all - before + after;
      if (sum > mostOfAll) {
        full("all groups would have " + sum + " " + what, mostOfAll);
      }
    }

    private void full(String what, long most) {
      refusals.add(Reason.LIMIT_EXCEEDED, what, "keep at most " + most + "; delete some first");
    }
  }

  private RuntimeDecision decided(Revision next) {
    if (!refusals.none()) {
      return new RuntimeDecision(null, head.revision(), refusals.all());
    }
    return placed.isEmpty()
        ? new RuntimeDecision(null, head.revision(), List.of())
        : new RuntimeDecision(new RuntimeChange(group, next, placed), next, List.of());
  }
}
