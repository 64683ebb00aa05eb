package io.quorate.core.leader;

import io.quorate.core.NodeId;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Request;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a leader wants done. */
public sealed interface LeaderOutput {

  /** Calls the case for this output. */
  void dispatch(Cases cases);

  /** What to do with each. */
  interface Cases {
    /** {@link Answer} */
    void answer(Answer output);

    /** {@link Decline} */
    void decline(Decline output);

    /** {@link AskVoters} */
    void askVoters(AskVoters output);

    /** {@link Propose} */
    void propose(Propose output);

    /** {@link Nudge} */
    void nudge(Nudge output);

    /** {@link HandOver} */
    void handOver(HandOver output);

    /** {@link GiveUp} */
    void giveUp(GiveUp output);

    /** {@link SeatVoter} */
    void seatVoter(SeatVoter output);
  }

  /**
   * Answer a heartbeat.
   *
   * @param answer which names the heartbeat
   */
  record Answer(HeartbeatAnswer answer) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.answer(this);
    }
  }

  /**
   * Answer a heartbeat with an error.
   *
   * @param heartbeat which
   * @param why it gets no answer
   */
  record Decline(HeartbeatId heartbeat, Why why) implements LeaderOutput {

    /** Why a heartbeat gets no answer. */
    public enum Why {
      /** A later one of the node was taken already. */
      OVERTAKEN,
      /** No majority has attested the leader's term in time. */
      NO_MAJORITY,
      /** This node does not lead, or must not act now. */
      NOT_LEADING,
      /** Another peer has the place of the node. */
      REPLACED
    }

    @Override
    public void dispatch(Cases cases) {
      cases.decline(this);
    }
  }

  /**
   * Ask these voters for their present term, and tell the leader what they say.
   *
   * @param round names the question
   * @param voters all but this node
   */
  record AskVoters(long round, SortedSet<Voter> voters) implements LeaderOutput {
    /** Keeps its own copy. */
    public AskVoters {
      voters = Collections.unmodifiableSortedSet(new TreeSet<>(voters));
    }

    @Override
    public void dispatch(Cases cases) {
      cases.askVoters(this);
    }
  }

  /**
   * Propose a request to the log, and tell the leader what became of it.
   *
   * @param id names the proposal
   * @param request what
   */
  record Propose(ProposalId id, Request request) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.propose(this);
    }
  }

  /**
   * Tell a node that a heartbeat now would bring news.
   *
   * @param node which; may be this one
   */
  record Nudge(NodeId node) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.nudge(this);
    }
  }

  /**
   * Ask the log's engine to let another node lead.
   *
   * @param to which
   */
  record HandOver(NodeId to) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.handOver(this);
    }
  }

  /**
   * Give leadership up, and do not take it for a while: this node cannot do a leader's work.
   *
   * @param cause why, for people
   */
  record GiveUp(String cause) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.giveUp(this);
    }
  }

  /**
   * Ask the log's engine to let a peer vote, in the place of another of its node if there is one;
   * best effort.
   *
   * @param voter who shall vote
   */
  record SeatVoter(Voter voter) implements LeaderOutput {
    @Override
    public void dispatch(Cases cases) {
      cases.seatVoter(this);
    }
  }
}
