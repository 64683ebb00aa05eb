package io.quorate.core.runtime;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.Reason;
import io.quorate.core.Revision;
import io.quorate.core.config.ConfigLimits;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.Conflicts;
import io.quorate.core.config.Refusals;
import io.quorate.core.store.StoreView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private final @Nullable Epoch open;
  private final ClusterTime now;
  private final RuntimeHead head;
  private final Refusals refusals = new Refusals();
  private final Set<ConfigPath> known = new TreeSet<>();
  private final List<RuntimeChange.Placed> placed = new ArrayList<>();

  /** How the entries would stand after the command. */
  private RuntimeHead after;

  private RuntimeRules(StoreView store, GroupId group, @Nullable Epoch open, ClusterTime now) {
    this.store = store;
    this.view = new RuntimeView(store, group, now);
    this.group = group;
    this.open = open;
    this.now = now;
    this.head = view.head();
    this.after = head;
  }

  /**
   * Decides about a command.
   *
   * @param open the open epoch of the group; null when nobody holds the role
   * @param now the time of the log entry
   */
  public static RuntimeDecision decide(
      RuntimeCommand command, @Nullable Epoch open, StoreView store, ClusterTime now) {
    RuntimeRules rules = new RuntimeRules(store, command.group(), open, now);
    Conflicts.epoch(command.group(), open, command.epoch()).ifPresent(rules.refusals::add);
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
      bytes += edit.path().value().length() + (to == null ? 0 : to.value().size());
      once(edit.path());
      RuntimeEntry row = view.row(edit.path());
      RuntimeEntry present = view.alive(row);
      expectation(edit.path(), edit.expected(), present);
      if (to == null) {
        if (present != null) {
          place(edit.path(), row, null);
        }
      } else if (storable(edit.path(), to)) {
        put(edit.path(), row, new RuntimeEntry(to.value(), next, to.lifetime().end(now, open)));
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

  /** Sets an entry, unless it stands there as it shall be, with nothing to put off. */
  private void put(ConfigPath path, @Nullable RuntimeEntry row, RuntimeEntry to) {
    boolean asItIs =
        row != null
            && to.end().deadline() == null
            && row.end().equals(to.end())
            && row.value().equals(to.value());
    if (!asItIs) {
      place(path, row, to);
    }
  }

  private void place(ConfigPath path, @Nullable RuntimeEntry row, @Nullable RuntimeEntry to) {
    after = row == null ? after : after.without(row.bytes(path), row.end());
    after = to == null ? after : after.with(to.bytes(path), to.end());
    placed.add(new RuntimeChange.Placed(path, to));
  }

  private RuntimeDecision touch(RuntimeCommand.Touch touch) {
    for (RuntimeTouch one : touch.touches()) {
      once(one.path());
      RuntimeEntry present = view.get(one.path());
      if (present == null) {
        refusals.add(
            Reason.UNKNOWN_PATH,
            "there is no runtime entry of " + group,
            "write it again",
            one.path().value());
        continue;
      }
      expectation(one.path(), one.expected(), present);
      RuntimeEnd end = present.end().touched(now);
      if (!end.equals(present.end())) {
        RuntimeEntry later = new RuntimeEntry(present.value(), present.revision(), end);
        placed.add(new RuntimeChange.Placed(one.path(), later));
      }
    }
    return decided(head.revision());
  }

  private void once(ConfigPath path) {
    if (!known.add(path)) {
      invalid(path, "it is named twice");
    }
  }

  private void expectation(
      ConfigPath path, @Nullable Revision expected, @Nullable RuntimeEntry present) {
    Revision is = present == null ? Revision.NONE : present.revision();
    Conflicts.value("the entry", path, is, expected).ifPresent(refusals::add);
  }

  private boolean storable(ConfigPath path, RuntimePut to) {
    to.value().wrong(RuntimeLimits.VALUE_BYTES).ifPresent(wrong -> invalid(path, wrong));
    Duration ttl = to.lifetime().ttl();
    if (ttl != null
        && (ttl.compareTo(RuntimeLimits.MIN_TTL) < 0 || ttl.compareTo(RuntimeLimits.MAX_TTL) > 0)) {
      invalid(
          path,
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
          path.value());
      return false;
    }
    return true;
  }

  private void invalid(ConfigPath path, String wrong) {
    refusals.add(Reason.INVALID_VALUE, wrong, "correct it and try again", path.value());
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
