package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Revision;
import io.quorate.core.counter.CounterChange;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterDecision;
import io.quorate.core.counter.CounterRules;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeCommand;
import io.quorate.core.runtime.RuntimeDecision;
import io.quorate.core.runtime.RuntimeRules;
import io.quorate.core.store.StoreView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides about what programs keep in a group: its runtime entries and its counters. */
final class GroupValues {
  private final StoreView store;
  private final ClusterTime now;

  GroupValues(StoreView store, ClusterTime now) {
    this.store = store;
    this.now = now;
  }

  Decision decide(GroupRecord group, RuntimeCommand command) {
    RuntimeDecision decision = RuntimeRules.decide(command, owner(group), store, now);
    if (!decision.refusals().isEmpty()) {
      return new Decision.Rejected(decision.refusals());
    }
    RuntimeChange change = decision.change();
    return accepted(
        new Answer(
            group.role().epoch(),
            decision.revision(),
            changed(change),
            List.of(group.spec().name())),
        Optional.ofNullable(change).map(Event.RuntimeChanged::new));
  }

  Decision decide(GroupRecord group, CounterCommand command) {
    CounterDecision decision = CounterRules.decide(command, open(group), store);
    if (!decision.refusals().isEmpty()) {
      return new Decision.Rejected(decision.refusals());
    }
    CounterChange change = decision.change();
    return accepted(
        new Answer(
            group.role().epoch(),
            Revision.NONE,
            changed(change),
            List.of(group.spec().name()),
            decision.block()),
        Optional.ofNullable(change).map(Event.Counted::new));
  }

  private static RuntimeRules.Owner owner(GroupRecord group) {
    return new RuntimeRules.Owner(
        new TreeSet<>(group.spec().members().stream().map(GroupMember::node).toList()),
        open(group));
  }

  /** The open epoch; null when there is none. */
  static @Nullable Epoch open(GroupRecord group) {
    return group.role().open() ? group.role().epoch() : null;
  }

  private static Answer.Change changed(@Nullable Object change) {
    return change == null ? Answer.Change.NONE : Answer.Change.CHANGED;
  }

  private static Decision accepted(Answer answer, Optional<? extends Event> event) {
    return new Decision.Accepted(event.<List<Event>>map(List::of).orElse(List.of()), answer);
  }
}
