package io.quorate.server.session;

import io.quorate.core.ClockReading;
import io.quorate.core.Term;
import io.quorate.core.leader.Attestation;
import io.quorate.core.membership.Voter;
import io.quorate.server.registry.ReplicatedRegistry;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a majority finds the leader's term to be theirs, for reads: one round of questions serves
 * all that wait (role-protocol.md, Reads). Safe for several threads.
 */
public final class TermAttestation {
  private final Voter self;
  private final TermQuestions questions;
  private final ReplicatedRegistry registry;
  private final Supplier<ClockReading> clocks;
  private final Attestation<Waiting> rounds;

  /** Who waits, and for which term. */
  private record Waiting(Term term, CompletableFuture<Answer> answer) {}

  /** What those who ask are told. */
  public enum Answer {
    /** A majority, asked after the call, found the term to be theirs. */
    ATTESTED,
    /** That is not known. */
    UNKNOWN,
    /** As many wait as may; nobody was asked. */
    TOO_MANY
  }

  /** For one node. */
  public TermAttestation(
      TermQuestions questions, ReplicatedRegistry registry, Supplier<ClockReading> clocks) {
    this.self = registry.self();
    this.questions = questions;
    this.registry = registry;
    this.clocks = clocks;
    this.rounds = new Attestation<>(self, questions.limit().multipliedBy(2));
  }

  /**
   * Whether a majority, asked after this call, found the term to be theirs. Completes within twice
   * the limit of a question.
   */
  public CompletableFuture<Answer> attested(Term term) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    synchronized (this) {
      if (!rounds.await(new Waiting(term, answer))) {
        answer.complete(Answer.TOO_MANY);
        return answer;
      }
    }
    ask();
    return answer;
  }

  private void ask() {
    Term term = registry.currentTerm();
    long round;
    synchronized (this) {
      if (!rounds.wanted()) {
        return;
      }
      round = rounds.begin(term, registry.raftView(), clocks.get());
    }
    if (round == 0) {
      return;
    }
    SortedSet<Voter> others = registry.voters().all();
    others.remove(self);
    if (others.isEmpty()) {
      said(round, term, self, term);
    }
    others.forEach(voter -> questions.ask(voter, (peer, found) -> said(round, term, peer, found)));
  }

  private void said(long round, Term asked, Voter voter, @Nullable Term found) {
    Attestation.Ended<Waiting> ended;
    synchronized (this) {
      ended = rounds.answered(round, voter, found, registry.raftView());
    }
    if (ended != null) {
      boolean attested = ended.verdict() == Attestation.Verdict.ATTESTED;
      ended
          .waited()
          .forEach(
              waiting -> {
                boolean same = attested && waiting.term().equals(asked);
                waiting.answer().complete(same ? Answer.ATTESTED : Answer.UNKNOWN);
              });
      ask();
    }
  }
}
