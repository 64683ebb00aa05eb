package io.quorate.core.sim;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.declaration.Timing;
import io.quorate.core.leader.LeaderOutput;
import io.quorate.core.leader.Voters;
import io.quorate.core.lease.LeaseGrantor;
import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.lease.LeaseTerms;
import io.quorate.core.membership.Voter;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.GroupLookup;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.SessionRecord;
import io.quorate.core.serving.Effect;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import io.quorate.core.serving.Stage;
import io.quorate.core.session.Changes;
import io.quorate.core.session.HeartbeatAnswer;
import io.quorate.core.session.HeartbeatId;
import io.quorate.core.session.Order;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The protocol with one rule left out: each is planted to see that the simulator finds it. */
enum Mutation implements Planted {
  /** The holder counts from when the answer came, not from when the heartbeat left. */
  H1_COUNTS_FROM_THE_ANSWER(
      26,
      new RuleBook() {
        @Override
        ClockReading leaseStart(ClockReading sentAt, ClockReading arrivedAt) {
          return arrivedAt;
        }
      }),

  /** The guard is told of a deadline that is later than the end of the lease. */
  H2_GUARD_KILLS_LATE(
      1,
      new RuleBook() {
        @Override
        @Nullable ClockReading guardDeadline(@Nullable ClockReading deadline) {
          return deadline == null ? null : deadline.plus(Duration.ofSeconds(2));
        }
      }),

  /** Nodes trust a clock that stands still while the machine is suspended. */
  H3_SLEEP_DOES_NOT_COUNT(
      7,
      new RuleBook() {
        @Override
        ClockReading reading(ClockReading now) {
          return new ClockReading(
              now.monotonicNanos(), now.monotonicNanos(), now.monotonicNanos() / 1_000_000);
        }
      }),

  /** A restarted agent says that nothing is here, before it has killed what was left. */
  H4_FORGETS_WHAT_WAS_LEFT(
      5,
      new RuleBook() {
        @Override
        ServingStep step(ServingState before, ServingInputs inputs) {
          return before.stage() == Stage.ADOPTED
              ? new ServingStep(ServingState.IDLE, List.of(new Effect.Release(before.epoch())))
              : super.step(before, inputs);
        }
      }),

  /** A holder that has released serves again when it is told to. */
  H5_SERVES_WHAT_IT_RELEASED(
      7,
      new RuleBook() {
        @Override
        LeaseHolder leases() {
          return new ForgetfulHolder();
        }
      }),

  /** The leader extends leases without a majority's word that its term is not over. */
  G1_NO_ATTESTATION(
      15,
      new RuleBook() {
        @Override
        Voters attesting(Voters voters, Voter leader) {
          return new Voters(new TreeSet<>(List.of(leader)), new TreeSet<>());
        }
      }),

  /** The leader goes on extending what it has proposed to close. */
  G1_EXTENDS_WHAT_IT_CLOSES(
      36,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new LeaseGrantor(term) {
            @Override
            public void closing(GroupId group, Epoch epoch) {
              // says nothing
            }
          };
        }
      }),

  /** The leader answers before it knows everything that earlier terms decided. */
  G1_ANSWERS_FROM_OLD_STATE(
      38,
      new RuleBook() {
        @Override
        boolean waitsForOwnEntry() {
          return false;
        }
      }),

  /** The grantor does not wait for the guard. */
  G2_NO_FENCE_DELAY(
      6,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new MiscountingGrantor(
              term, granted -> new LeaseTerms(granted.lease(), Duration.ZERO));
        }
      }),

  /** The grantor does not allow for clocks of different rates. */
  G2_NO_DRIFT(
      65,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new MiscountingGrantor(term, Mutation::withoutDrift);
        }
      }),

  /** A new leader believes that leases which it has not heard of are over. */
  G3_FORGETS_EARLIER_TERMS(
      1,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new LeaseGrantor(term) {
            @Override
            public void count(
                GroupId group, Epoch epoch, NodeId holder, LeaseTerms terms, ClockReading now) {
              Duration whole = terms.lease().plus(terms.fenceDelay());
              super.count(group, epoch, holder, terms, now.plus(whole.multipliedBy(-2)));
            }
          };
        }
      }),

  /** The grantor takes the role away as soon as a lease might be over. */
  G4_EXPIRES_EARLY(
      1,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new MiscountingGrantor(
              term, granted -> new LeaseTerms(granted.lease().dividedBy(2), Duration.ZERO));
        }
      }),

  /** What a deposed leader decided is accepted. */
  G5_NO_TERM(
      149,
      new RuleBook() {
        @Override
        List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
          return requests.stream()
              .map(late -> new Request(late.command(), late.actor(), late.intent(), entry.term()))
              .toList();
        }
      }),

  /** The end of a lease that is over is accepted for the one that follows. */
  G5_EXPIRES_ANY_EPOCH(38, new EpochsIgnored(Command.ExpireRole.class)),

  /** A grant that was decided after an epoch is accepted after a later one. */
  G5_GRANTS_AFTER_ANY_EPOCH(414, new EpochsIgnored(Command.GrantRole.class)),

  /** A release of an epoch is accepted for the one that follows. */
  G5_RELEASES_ANY_EPOCH(375, new EpochsIgnored(Command.ReleaseRole.class)),

  /** What was decided of a planned change is accepted for one of a later epoch. */
  G5_ADVANCES_ANY_EPOCH(548, new EpochsIgnored(Command.AdvanceOperation.class)),

  /** A planned change is undone because of what was seen of an earlier one. */
  G5_CANCELS_ANY_EPOCH(30, new EpochsIgnored(Command.CancelOperation.class)),

  /** Two proposals to close an epoch are announced as one. */
  G1_COUNTS_CLOSINGS_AS_ONE(
      36,
      new RuleBook() {
        @Override
        LeaseGrantor grantor(Term term) {
          return new FlaggingGrantor(term);
        }
      }),

  /** What becomes of a batch is told of all that was asked for with it. */
  G1_JOINS_OUTCOMES(
      70,
      new RuleBook() {
        @Override
        List<LeaderOutput.Propose> toldRefused(
            List<LeaderOutput.Propose> refused, List<LeaderOutput.Propose> askedForAtOnce) {
          return askedForAtOnce;
        }
      }),

  /** An answer that comes late is taken as if it were the last word. */
  H1_FOLLOWS_OVERTAKEN_ANSWERS(
      7,
      new RuleBook() {
        @Override
        HeartbeatAnswer ordered(HeartbeatAnswer answer, HeartbeatId newest) {
          return new HeartbeatAnswer(
              newest,
              answer.leader(),
              answer.term(),
              answer.orders(),
              answer.specs(),
              answer.heard(),
              answer.period());
        }
      }),

  /** A holder releases before it has stopped. */
  S1_RELEASES_UNVERIFIED(
      2,
      new RuleBook() {
        @Override
        ServingStep step(ServingState before, ServingInputs inputs) {
          ServingStep next = super.step(before, inputs);
          if (next.state().stage() != Stage.DEMOTING || before.stage() == Stage.DEMOTING) {
            return next;
          }
          List<Effect> effects = new ArrayList<>(next.effects());
          effects.add(new Effect.Release(next.state().epoch()));
          return new ServingStep(next.state(), effects);
        }
      }),

  /** An operator vouches for a death without having seen to it. */
  S1_VOUCHES_FOR_NOTHING(
      14,
      new RuleBook() {
        @Override
        boolean fencesBeforeForcing() {
          return false;
        }
      }),

  /** The registry does not know which nodes are witnesses. */
  S2_TAKES_ANYBODY(
      384,
      new RuleBook() {
        @Override
        List<NodeRecord> nodes(List<NodeRecord> nodes) {
          return nodes.stream().map(node -> new NodeRecord(node.node(), NodeKind.DATA)).toList();
        }
      }),

  /** The holder counts with the lease of the present declaration. */
  S3_NEW_TIMES_AT_ONCE(
      1,
      new RuleBook() {
        @Override
        HeartbeatAnswer told(HeartbeatAnswer answer, GroupLookup registry) {
          SortedMap<GroupId, Order> orders = new TreeMap<>();
          answer
              .orders()
              .present()
              .forEach((name, order) -> orders.put(name, newTimes(order, registry.find(name))));
          return new HeartbeatAnswer(
              answer.to(),
              answer.leader(),
              answer.term(),
              new Changes<>(answer.orders().span(), orders, answer.orders().gone()),
              answer.specs(),
              answer.heard(),
              answer.period());
        }
      }),

  /** A voter whose disk was replaced by an empty one takes part. */
  S4_FORGETS(
      38,
      new RuleBook() {
        @Override
        boolean refusesLesserDisk() {
          return false;
        }
      }),

  /** A request that is sent again has no name by which it could be known. */
  I4_REPEATS_WITHOUT_A_NAME(
      107,
      new RuleBook() {
        @Override
        List<Request> repeated(List<Request> requests) {
          return requests.stream()
              .map(known -> new Request(known.command(), known.actor(), null, known.decidedIn()))
              .toList();
        }
      }),

  /** Snapshots are made without the answers that were given. */
  I4_SNAPSHOT_WITHOUT_ANSWERS(
      3,
      new RuleBook() {
        @Override
        InMemoryStore snapshot(InMemoryStore store) {
          InMemoryStore snapshot = store.copy();
          store
              .range(Table.REQUESTS, "", "~", Integer.MAX_VALUE)
              .forEach(row -> snapshot.delete(Table.REQUESTS, row.key()));
          return snapshot;
        }
      }),

  /** Snapshots are made without the answers that sessions were given. */
  I4_SNAPSHOT_WITHOUT_SESSIONS(
      7,
      new WithPrograms() {
        @Override
        InMemoryStore snapshot(InMemoryStore store) {
          InMemoryStore snapshot = store.copy();
          store
              .range(Table.SESSIONS, "", "~", Integer.MAX_VALUE)
              .forEach(row -> snapshot.put(Table.SESSIONS, row.key(), blank(row.value())));
          return snapshot;
        }
      }),

  /** A write of a session that comes again is taken for a new one. */
  I4_SESSIONS_FORGET(
      7,
      new WithPrograms() {
        @Override
        List<Request> asApplied(List<Request> requests, EntryContext entry, StoreView store) {
          return requests.stream().map(Mutation::withoutSession).toList();
        }
      }),

  /** What was to end with an epoch does not. */
  ENTRIES_OUTLIVE_EPOCHS(8, new EntriesOutliveEpochs()),

  /** Guards need twice the time that they promise. */
  PAST_THE_BOUND_GUARD(
      1,
      new RuleBook() {
        @Override
        double guardSlowness() {
          return 2.0;
        }
      }),

  /** A secret that is sealed anew takes the place of whatever stands there by then. */
  SECRET_COMES_BACK(487, new ResealedBlindly()),

  /** A data node says that it opens a data key which nobody has sealed to it. */
  KEY_GOES_TOO_EARLY(770, new SaidToOpen()),

  /** Clocks drift three times as far apart as is assumed. */
  PAST_THE_BOUND_DRIFT(
      5,
      new RuleBook() {
        @Override
        double drift() {
          return 0.03;
        }
      });

  private static SessionRecord blank(SessionRecord session) {
    return new SessionRecord(session.actor(), session.noted(), 0, List.of());
  }

  private static Request withoutSession(Request request) {
    return request.intent() instanceof SessionStep
        ? new Request(request.command(), request.actor(), null, request.decidedIn())
        : request;
  }

  private static LeaseTerms withoutDrift(LeaseTerms granted) {
    long whole = granted.lease().plus(granted.fenceDelay()).toNanos();
    return new LeaseTerms(
        Duration.ofNanos(whole * 1_000 / (1_000 + Timing.DRIFT_PERMILLE)), Duration.ZERO);
  }

  private static Order newTimes(Order order, @Nullable GroupRecord group) {
    LeaseTerms lease = order.lease();
    return lease == null || group == null
        ? order
        : new Order(
            order.directive(),
            new LeaseTerms(group.spec().timing().lease(), lease.fenceDelay()),
            order.revision(),
            order.role(),
            order.automation(),
            order.cause(),
            order.held());
  }

  private final long foundBySeed;
  private final RuleBook rules;

  Mutation(long foundBySeed, RuleBook rules) {
    this.foundBySeed = foundBySeed;
    this.rules = rules;
  }

  @Override
  public long foundBySeed() {
    return foundBySeed;
  }

  @Override
  public RuleBook rules() {
    return rules;
  }
}
