package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Term;
import io.quorate.core.config.Timing;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Request;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The protocol with one rule left out: each is planted to see that the simulator finds it. */
enum Mutation {
  /** The holder counts from when the answer came, not from when the heartbeat left. */
  H1_COUNTS_FROM_THE_ANSWER(
      9,
      new RuleBook() {
        @Override
        ClockReading leaseStart(ClockReading sentAt, ClockReading arrivedAt) {
          return arrivedAt;
        }
      }),

  /** The guard is told of a deadline that is later than the end of the lease. */
  H2_GUARD_KILLS_LATE(
      7,
      new RuleBook() {
        @Override
        @Nullable ClockReading guardDeadline(@Nullable ClockReading deadline) {
          return deadline == null ? null : deadline.plus(Duration.ofSeconds(2));
        }
      }),

  /** Nodes trust a clock that stands still while the machine is suspended. */
  H3_SLEEP_DOES_NOT_COUNT(
      134,
      new RuleBook() {
        @Override
        ClockReading reading(ClockReading now) {
          return new ClockReading(
              now.monotonicNanos(), now.monotonicNanos(), now.monotonicNanos() / 1_000_000);
        }
      }),

  /** A holder that has released serves again when it is told to. */
  H5_SERVES_WHAT_IT_RELEASED(
      1,
      new RuleBook() {
        @Override
        boolean remembersReleases() {
          return false;
        }
      }),

  /** The leader extends leases without a majority's word that its term is not over. */
  G1_NO_ATTESTATION(
      66,
      new RuleBook() {
        @Override
        boolean needsAttestation() {
          return false;
        }
      }),

  /** The leader goes on extending what it has proposed to close. */
  G1_EXTENDS_WHAT_IT_CLOSES(
      54,
      new RuleBook() {
        @Override
        boolean marksClosing() {
          return false;
        }
      }),

  /** The leader answers before it knows everything that earlier terms decided. */
  G1_ANSWERS_FROM_OLD_STATE(
      84,
      new RuleBook() {
        @Override
        boolean waitsForOwnEntry() {
          return false;
        }
      }),

  /** The grantor does not wait for the guard. */
  G2_NO_FENCE_DELAY(
      9,
      new RuleBook() {
        @Override
        LeaseTerms counted(LeaseTerms granted) {
          return new LeaseTerms(granted.lease(), Duration.ZERO);
        }
      }),

  /** The grantor does not allow for clocks of different rates. */
  G2_NO_DRIFT(
      38,
      new RuleBook() {
        @Override
        LeaseTerms counted(LeaseTerms granted) {
          long whole = granted.lease().plus(granted.fenceDelay()).toNanos();
          return new LeaseTerms(
              Duration.ofNanos(whole * 1_000 / (1_000 + Timing.DRIFT_PERMILLE)), Duration.ZERO);
        }
      }),

  /** A new leader believes that leases which it has not heard of are over. */
  G3_FORGETS_EARLIER_TERMS(
      1,
      new RuleBook() {
        @Override
        ClockReading startOfTerm(ClockReading now, LeaseTerms terms) {
          return now.plus(terms.lease().plus(terms.fenceDelay()).multipliedBy(-2));
        }
      }),

  /** The grantor takes the role away as soon as a lease might be over. */
  G4_EXPIRES_EARLY(
      8,
      new RuleBook() {
        @Override
        LeaseTerms counted(LeaseTerms granted) {
          return new LeaseTerms(granted.lease().dividedBy(2), Duration.ZERO);
        }
      }),

  /** What a deposed leader decided is accepted. */
  G5_NO_TERM(
      90,
      new RuleBook() {
        @Override
        Request proposed(Command command, Term term) {
          return new Request(command, "planner", null, null);
        }
      }),

  /** An operator vouches for a death without having seen to it. */
  S1_VOUCHES_FOR_NOTHING(
      1,
      new RuleBook() {
        @Override
        boolean fencesBeforeForcing() {
          return false;
        }
      }),

  /** Guards need twice the time that they promise. */
  PAST_THE_BOUND_GUARD(
      20,
      new RuleBook() {
        @Override
        double guardSlowness() {
          return 2.0;
        }
      }),

  /** Clocks drift three times as far apart as is assumed. */
  PAST_THE_BOUND_DRIFT(
      38,
      new RuleBook() {
        @Override
        double drift() {
          return 0.03;
        }
      });

  private final long foundBySeed;
  private final RuleBook rules;

  Mutation(long foundBySeed, RuleBook rules) {
    this.foundBySeed = foundBySeed;
    this.rules = rules;
  }

  /** A seed that finds it; kept here to save the search. */
  long foundBySeed() {
    return foundBySeed;
  }

  RuleBook rules() {
    return rules;
  }
}
