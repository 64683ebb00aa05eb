package io.quorate.core.counter;

import io.quorate.core.Epoch;
import io.quorate.core.Reason;
import io.quorate.core.config.Conflicts;
import io.quorate.core.config.Refusals;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * What a command may do to a counter, and how its row follows. A counter never goes back, and never
 * beyond what a signed number of 64 bits holds.
 */
public final class CounterRules implements CounterCommand.Cases<CounterRecord> {
  /** How many counters there are: counted, not looked for. */
  static final Counter COUNT = new Counter("group-counters");

  private final CounterId counter;
  private final CounterRecord before;
  private final Refusals refusals = new Refusals();

  private CounterRules(CounterId counter, @Nullable CounterRecord present) {
    this.counter = counter;
    this.before = present == null ? CounterRecord.UNUSED : present;
  }

  /**
   * Decides about a command.
   *
   * @param open the open epoch of the group; null when nobody holds the role
   */
  public static CounterDecision decide(
      CounterCommand command, @Nullable Epoch open, StoreView store) {
    CounterId id = command.counter();
    CounterRecord present = new CounterView(store, id.group()).get(id.name());
    CounterRules rules = new CounterRules(id, present);
    Conflicts.epoch(id.group(), open, command.epoch()).ifPresent(rules.refusals::add);
    if (present == null && COUNT.read(store) >= CounterLimits.COUNTERS) {
      rules.refusals.add(
          Reason.LIMIT_EXCEEDED,
          "there are " + CounterLimits.COUNTERS + " counters already",
          "use one of them for more");
    }
    CounterRecord after = command.dispatch(rules);
    return rules.decided(command, present, after);
  }

  private CounterDecision decided(
      CounterCommand command, @Nullable CounterRecord present, CounterRecord after) {
    if (!refusals.none()) {
      return new CounterDecision(
          null, new CounterBlock(before.last() + 1, before.last()), refusals.all());
    }
    long handedOut = command instanceof CounterCommand.Next next ? next.count() : 0;
    CounterBlock block = new CounterBlock(after.last() - handedOut + 1, after.last());
    CounterChange change = after.equals(present) ? null : new CounterChange(counter, after);
    return new CounterDecision(change, block, refusals.all());
  }

  @Override
  public CounterRecord next(CounterCommand.Next command) {
    if (command.count() < 1 || command.count() > CounterLimits.BLOCK) {
      refusals.add(
          Reason.INVALID_VALUE,
          command.count() + " values are asked for at once",
          "ask for 1 to " + CounterLimits.BLOCK);
      return before;
    }
    if (before.last() > Long.MAX_VALUE - 1 - command.count()) {
      refusals.add(
          Reason.LIMIT_EXCEEDED,
          counter + " stands at " + before.last() + ", and so many values are not left",
          "use another counter; this one never begins anew");
      return before;
    }
    return new CounterRecord(before.last() + command.count(), before.margin());
  }

  @Override
  public CounterRecord observe(CounterCommand.Observe command) {
    if (!reachable("value", command.value())) {
      return before;
    }
    return new CounterRecord(Math.max(before.last(), command.value()), before.margin());
  }

  @Override
  public CounterRecord raise(CounterCommand.Raise command) {
    Long margin = command.margin();
    if (margin != null && (margin < 0 || margin > CounterLimits.MAX_MARGIN)) {
      refusals.add(
          Reason.INVALID_VALUE,
          "the margin is " + margin,
          "give 0 to " + CounterLimits.MAX_MARGIN,
          "margin");
    }
    if (!reachable("to", command.to())) {
      return before;
    }
    if (command.to() < before.last()) {
      refusals.add(
          Reason.COUNTER_WOULD_GO_BACK,
          counter
              + " stands at "
              + before.last()
              + " and never goes back, so not to "
              + command.to(),
          "raise it to " + before.last() + " or more");
    }
    return new CounterRecord(command.to(), margin == null ? before.margin() : margin);
  }

  /** One value less than the number type holds, so that what comes behind the last is a number. */
  private boolean reachable(String field, long value) {
    boolean reachable = value >= 0 && value < Long.MAX_VALUE;
    if (!reachable) {
      refusals.add(
          Reason.INVALID_VALUE,
          "no counter reaches " + value,
          "give 0 to " + (Long.MAX_VALUE - 1),
          field);
    }
    return reachable;
  }

  /** Writes what was decided. */
  public static void apply(CounterChange change, Store store) {
    String key = change.counter().key();
    if (store.get(Table.GROUP_COUNTERS, key) == null) {
      COUNT.add(store, 1);
    }
    store.put(Table.GROUP_COUNTERS, key, change.to());
  }
}
