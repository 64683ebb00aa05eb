package io.quorate.core.leader;

import io.quorate.core.ClusterTime;
import io.quorate.core.config.HistoryDropped;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeEntry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a leader proposes to drop runtime entries that are over, sessions that are idle, and what
 * deleted groups have left. It knows the first deadline alone, from the store when the term begins
 * and from what happens since: each sweep says which is next. A deadline that was put off meanwhile
 * only costs a sweep that finds nothing.
 */
final class SweepWork {
  /** How long what is over waits for more of its kind, so that one entry of the log drops many. */
  static final Duration GATHERING = Duration.ofMillis(100);

  /** After which one is proposed again of which it is not known that it was carried out. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private static final ClusterTime LONG_AGO = new ClusterTime(0);

  private @Nullable ClusterTime next;
  private Sweeps.Leavings leavings = Sweeps.Leavings.NONE;
  private @Nullable Proposed underWay;

  /** One that has not ended. */
  private record Proposed(ProposalId id, ClusterTime at) {}

  /** What the registry holds when the term begins. */
  void begin(KnownCluster known) {
    next = known.sweeps().due();
    leavings = known.sweeps().leavings();
  }

  void happened(Event event) {
    if (event instanceof Event.RuntimeSwept swept) {
      sooner(swept.sweep().next());
    } else if (event instanceof Event.RuntimeChanged changed) {
      leavings = Sweeps.Leavings.POSSIBLE;
      for (RuntimeChange.Placed placed : changed.change().placed()) {
        RuntimeEntry entry = placed.to();
        sooner(entry == null ? null : entry.end().deadline());
      }
    } else if (event instanceof Event.Configured configured) {
      leavings = Sweeps.Leavings.POSSIBLE;
      if (configured.what() instanceof HistoryDropped dropped) {
        sooner(dropped.rest() == HistoryDropped.Rest.SOME ? LONG_AGO : null);
      }
    } else if (event instanceof Event.SessionOpened opened) {
      sooner(opened.idleFrom());
    } else if (event instanceof Event.SessionsEnded ended) {
      sooner(ended.next());
    } else if (event instanceof Event.GroupDeleted && leavings == Sweeps.Leavings.POSSIBLE) {
      sooner(LONG_AGO); // it may have left some behind
    }
  }

  private void sooner(@Nullable ClusterTime due) {
    ClusterTime known = next;
    if (due != null && (known == null || due.compareTo(known) < 0)) {
      next = due;
    }
  }

  /** The command to propose now; none while one is under way. */
  Optional<Command> due(ClusterTime now) {
    ClusterTime due = next;
    return underWay == null && due != null && now.reached(due.plus(GATHERING))
        ? Optional.of(new Command.Sweep())
        : Optional.empty();
  }

  /** From here on only what the sweep says, and what happens since, is waited for. */
  void proposed(ProposalId id, ClusterTime at) {
    underWay = new Proposed(id, at);
    next = null;
  }

  void ended(ProposalId id, ProposalEnd end) {
    Proposed proposed = underWay;
    if (proposed == null || !proposed.id().equals(id)) {
      return;
    }
    underWay = null;
    if (end != ProposalEnd.ACCEPTED) {
      sooner(proposed.at().plus(RETRY));
    }
  }
}
