package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
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
import org.jspecify.annotations.Nullable;

/** What a leader has heard from one run of one node. */
final class HeardNode {
  private final Term leading;
  private final ClockReading cameUp;
  private final HeardPicture<MemberReport> reports = new HeardPicture<>();
  private HeartbeatId last;
  private ClockReading arrivedAt;
  private @Nullable ClockReading answered;
  private Heartbeat.Stay stay = Heartbeat.Stay.STAYS;
  private Term term = Term.NONE;
  private boolean fits = true;

  HeardNode(Term leading, HeartbeatId first, ClockReading arrivedAt) {
    this.leading = leading;
    this.last = first;
    this.arrivedAt = arrivedAt;
    this.cameUp = arrivedAt;
  }

  /**
   * Takes a heartbeat of this run.
   *
   * @return the groups of which something else is to be believed than before
   */
  SortedSet<GroupId> take(Heartbeat beat, ClockReading now) {
    boolean otherwise = stay != beat.stay() || believes() != beat.term().equals(leading);
    last = beat.id();
    arrivedAt = now;
    stay = beat.stay();
    term = beat.term();
    fits = reports.fits(beat.reports().span());
    SortedSet<GroupId> different =
        fits ? new TreeSet<>(reports.take(beat.reports())) : new TreeSet<>();
    if (otherwise) {
      different.addAll(reports.values().keySet());
    }
    return different;
  }

  /** A heartbeat that arrived then was answered. */
  void answered(ClockReading arrival) {
    answered = arrival;
  }

  NodeId node() {
    return last.node();
  }

  HeartbeatId last() {
    return last;
  }

  ClockReading arrivedAt() {
    return arrivedAt;
  }

  Heartbeat.Stay stay() {
    return stay;
  }

  /** The picture to confirm. */
  long number() {
    return fits ? reports.number() : Span.WHOLE;
  }

  /** How long it has been heard from without a break that ended its run. */
  Duration upFor(ClockReading now) {
    return now.leastSince(cameUp);
  }

  /** Whether a heartbeat that arrived within the limit was answered. */
  boolean answeredWithin(Duration limit, ClockReading now) {
    ClockReading arrival = answered;
    return arrival != null && now.leastSince(arrival).compareTo(limit) <= 0;
  }

  /** The groups that it reports on. */
  SortedSet<GroupId> groups() {
    return new TreeSet<>(reports.values().keySet());
  }

  /**
   * What it said last of a group; null when it said nothing. What it says of epochs that are over
   * is believed only from a node that was in this leader's term when it sent: an older message may
   * be of a run that a restart has ended, and the new run may serve the epoch again (H5).
   */
  @Nullable MemberReport report(GroupId group) {
    MemberReport report = reports.get(group);
    return report == null || believes() ? report : report.over(Epoch.NONE, Epoch.NONE);
  }

  private boolean believes() {
    return term.equals(leading);
  }
}
