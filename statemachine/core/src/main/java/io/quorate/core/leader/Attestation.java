package io.quorate.core.leader;

import io.quorate.core.ClockReading;
import io.quorate.core.Term;
import io.quorate.core.membership.Voter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rounds in which voters are asked whether a term is still theirs (rule G1, and reads). Who comes
 * while a round is under way waits for the next one, so that every answer that counts was asked for
 * after the question came; one round serves all that wait.
 *
 * <p>Not safe for use by several threads; its owner takes turns.
 *
 * @param <W> who waits
 */
public final class Attestation<W> {
  /** More who wait are turned away. */
  public static final int MOST_WAITING = 16_384;

  private final Voter self;
  private final Duration limit;
  private List<W> waiting = new ArrayList<>();
  private @Nullable Round<W> running;
  private long rounds;

  private static final class Round<W> {
    final long number;
    final Term term;
    final ClockReading began;
    final List<W> waiting;
    final Set<Voter> same = new TreeSet<>();
    final Set<Voter> heard = new TreeSet<>();

    Round(long number, Term term, ClockReading began, List<W> waiting) {
      this.number = number;
      this.term = term;
      this.began = began;
      this.waiting = waiting;
    }
  }

  /**
   * Those whose waiting is over.
   *
   * @param waited who
   * @param verdict whether a majority attested the term
   * @param <W> who waits
   */
  public record Ended<W>(List<W> waited, Verdict verdict) {
    /** Keeps its own copy. */
    public Ended {
      waited = List.copyOf(waited);
    }
  }

  /** How a round ended. */
  public enum Verdict {
    /** A majority, asked after those who waited came, found the term to be theirs. */
    ATTESTED,
    /** It is not known. */
    UNKNOWN
  }

  /**
   * Prepares; no round runs.
   *
   * @param self the peer that asks
   * @param limit how long a round may take
   */
  public Attestation(Voter self, Duration limit) {
    this.self = self;
    this.limit = limit;
  }

  /** Waits for the next round; false when too many wait already. */
  public boolean await(W who) {
    return waiting.size() < MOST_WAITING && waiting.add(who);
  }

  /** Whether somebody waits for a round that has not begun. */
  public boolean wanted() {
    return !waiting.isEmpty();
  }

  /** Whether a round is under way. */
  public boolean asking() {
    return running != null;
  }

  /**
   * Begins a round for all that wait, if none is under way. This node answers for itself: {@code
   * raft} was read after they came.
   *
   * @return the number of the round whose question is to be sent; 0 when one is under way
   */
  public long begin(Term term, RaftView raft, ClockReading now) {
    if (running != null) {
      return 0;
    }
    rounds++;
    Round<W> round = new Round<>(rounds, term, now, waiting);
    waiting = new ArrayList<>();
    running = round;
    round.heard.add(self);
    if (raft.current().equals(term)) {
      round.same.add(self);
    }
    return round.number;
  }

  /**
   * A voter has answered, or surely will not.
   *
   * @param voter the peer that was asked: what another of its node says counts as silence
   * @param found the term that it read after it was asked; null when it did not answer
   * @return null unless the round is over
   */
  public @Nullable Ended<W> answered(
      long number, Voter voter, @Nullable Term found, RaftView raft) {
    Round<W> round = running;
    if (round == null || round.number != number) {
      return null;
    }
    round.heard.add(voter);
    if (round.term.equals(found)) {
      round.same.add(voter);
    }
    if (raft.voters().majority(round.same)) {
      return end(round, Verdict.ATTESTED);
    }
    return round.heard.containsAll(raft.voters().all()) ? end(round, Verdict.UNKNOWN) : null;
  }

  /** Ends a round that takes too long; null when there is none. */
  public @Nullable Ended<W> overdue(ClockReading now) {
    Round<W> round = running;
    if (round == null || now.leastSince(round.began).compareTo(limit) <= 0) {
      return null;
    }
    return end(round, Verdict.UNKNOWN);
  }

  private Ended<W> end(Round<W> round, Verdict verdict) {
    running = null;
    return new Ended<>(round.waiting, verdict);
  }
}
