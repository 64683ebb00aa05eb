package io.quorate.core.leader;

import io.quorate.core.GroupId;
import io.quorate.core.Term;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.registry.ClosedEpoch;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The proposals of one term that have not ended. What would close an epoch is announced to the
 * grantor before it leaves, and taken back only when it is known that it closes nothing (G1): each
 * proposal has an end of its own, whatever it travelled with.
 */
final class Proposals {
  private final Term term;
  private final LeaseGrantor grantor;
  private final SortedMap<ProposalId, Open> open = new TreeMap<>();
  private final Map<GroupId, Integer> planned = new TreeMap<>();
  private long last;

  /** One that has not ended: what it would close, and the group whose plan it is part of. */
  private record Open(@Nullable ClosedEpoch closes, @Nullable GroupId plan) {}

  /**
   * What the end of a proposal means.
   *
   * @param extendable the group whose announcement was taken back; null when there was none
   * @param idle the group of which nothing planned is under way any more; null when there is none
   */
  record Ended(@Nullable GroupId extendable, @Nullable GroupId idle) {
    static final Ended NOTHING = new Ended(null, null);
  }

  Proposals(Term term, LeaseGrantor grantor) {
    this.term = term;
    this.grantor = grantor;
  }

  /** Announces what the request would close, and binds that to this term (G5). */
  LeaderOutput.Propose begin(Request request, @Nullable GroupId plan) {
    ClosedEpoch closes = ClosedEpoch.of(request.command()).orElse(null);
    if (closes != null) {
      grantor.closing(closes.group(), closes.epoch());
    }
    if (plan != null) {
      planned.merge(plan, 1, Integer::sum);
    }
    last++;
    ProposalId id = new ProposalId(last);
    open.put(id, new Open(closes, plan));
    return new LeaderOutput.Propose(id, closes == null ? request : request.in(term));
  }

  /** The group whose epoch a request would close; null when it closes none. */
  static @Nullable GroupId closes(Request request) {
    return ClosedEpoch.of(request.command()).map(ClosedEpoch::group).orElse(null);
  }

  /** A proposal has ended; one that is not known changes nothing. */
  Ended end(ProposalId id, ProposalEnd end) {
    Open ended = open.remove(id);
    if (ended == null) {
      return Ended.NOTHING;
    }
    GroupId extendable = null;
    ClosedEpoch closes = ended.closes();
    if (closes != null && end.surelyRefused()) {
      grantor.notClosed(closes.group(), closes.epoch());
      extendable = closes.group();
    }
    GroupId plan = ended.plan();
    if (plan == null) {
      return new Ended(extendable, null);
    }
    Integer left = planned.computeIfPresent(plan, (group, count) -> count > 1 ? count - 1 : null);
    return new Ended(extendable, left == null ? plan : null);
  }

  /** Whether something that was planned for the group is under way. */
  boolean underWay(GroupId group) {
    return planned.containsKey(group);
  }

  /** How many have not ended. */
  int open() {
    return open.size();
  }
}
