package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.session.HeardPicture;
import io.quorate.core.session.Heartbeat;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Span;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes what one run of one node says. */
final class HeardNode {
  private final Term leading;
  private final ClockReading cameUp;
  private final HeardPicture<MemberReport> reports = new HeardPicture<>();
  private HeartbeatId last;
  private HeardFacts facts;
  private boolean fits = true;

  HeardNode(Term leading, HeartbeatId first, ClockReading arrivedAt) {
    this.leading = leading;
    this.last = first;
    this.cameUp = arrivedAt;
    this.facts =
        new HeardFacts(
            arrivedAt, null, Heartbeat.Stay.STAYS, HeardFacts.Belief.DOUBTED, reports.values());
  }

  /**
   * Takes a heartbeat of this run.
   *
   * @return the groups of which something else is to be believed than before
   */
  SortedSet<GroupId> take(Heartbeat beat, ClockReading now) {
    last = beat.id();
    fits = reports.fits(beat.reports().span());
    SortedSet<GroupId> different =
        fits ? new TreeSet<>(reports.take(beat.reports())) : new TreeSet<>();
    HeardFacts before = facts;
    facts =
        new HeardFacts(now, before.answered(), beat.stay(), belief(beat.term()), reports.values());
    if (facts.stay() != before.stay() || facts.belief() != before.belief()) {
      different.addAll(groups());
    }
    return different;
  }

  private HeardFacts.Belief belief(Term sent) {
    return sent.equals(leading) ? HeardFacts.Belief.BELIEVED : HeardFacts.Belief.DOUBTED;
  }

  /** A heartbeat that arrived then was answered. */
  void answered(ClockReading arrival) {
    facts = facts.answeredAt(arrival);
  }

  /** What it says, at this moment. */
  HeardFacts facts() {
    return facts;
  }

  NodeId node() {
    return last.node();
  }

  HeartbeatId last() {
    return last;
  }

  /** The picture to confirm. */
  long number() {
    return fits ? reports.number() : Span.WHOLE;
  }

  /** How long it has been heard from without a break that ended its run. */
  Duration upFor(ClockReading now) {
    return now.leastSince(cameUp);
  }

  /** The groups that it reports on. */
  SortedSet<GroupId> groups() {
    SortedSet<GroupId> groups = new TreeSet<>();
    reports.values().forEach((group, report) -> groups.add(group));
    return groups;
  }
}
