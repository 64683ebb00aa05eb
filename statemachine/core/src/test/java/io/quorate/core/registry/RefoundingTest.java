package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.counter.CounterCommand;
import io.quorate.core.counter.CounterId;
import io.quorate.core.counter.CounterLimits;
import io.quorate.core.counter.CounterView;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.journal.Journal;
import io.quorate.core.journal.JournalEntry;
import io.quorate.core.membership.PeerGeneration;
import io.quorate.core.membership.Seat;
import io.quorate.core.membership.Voter;
import io.quorate.core.store.Counter;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Row;
import io.quorate.core.store.Table;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was lost with a majority is never handed out again, and nobody of it counts. */
final class RefoundingTest {
  private static final GroupId HELD = new GroupId("held");
  private static final GroupId IDLE = new GroupId("idle");
  private static final GroupId GONE = new GroupId("gone");
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId W = new NodeId("w");
  private static final ConfigPath SERIAL = new ConfigPath("serial");
  private static final CounterId COUNTER = new CounterId(HELD, SERIAL);
  private static final Refounding.Order ORDER =
      new Refounding.Order(B, "kim", "a and w burnt down");

  private final CommandLog log = new CommandLog();
  private final InMemoryStore store = log.store;

  @BeforeEach
  void declare() {
    accept(
        new Command.DefineCluster(
            "c",
            List.of(
                new NodeRecord(A, NodeKind.DATA),
                new NodeRecord(B, NodeKind.DATA),
                new NodeRecord(W, NodeKind.WITNESS))));
    accept(new Command.RaiseFeatureLevel(FeatureLevels.SUPPORTED.highest()));
    for (GroupId group : List.of(HELD, IDLE, GONE)) {
      accept(
          new Command.ApplyGroup(
              new GroupSpec(
                  group,
                  List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
                  TimingProfile.LAN.timing(),
                  FailoverPolicy.DEFAULT,
                  List.of(),
                  List.of()),
              null));
    }
    accept(new Command.GrantRole(GONE, Epoch.NONE, A, "test"));
    accept(new Command.ExpireRole(GONE, new Epoch(1), "test"));
    accept(new Command.DeleteGroup(GONE, null));
    accept(new Command.GrantRole(HELD, Epoch.NONE, A, "test"));
    accept(new Command.ConfirmPromotion(HELD, new Epoch(1), A));
    accept(new Command.Count(new CounterCommand.Next(COUNTER, 7, null)));
  }

  private void accept(Command command) {
    log.accept(command);
  }

  private GroupRecord group(GroupId name) {
    return Objects.requireNonNull(store.get(Table.GROUPS, name.value()));
  }

  @Test
  void rolesAreClosedByTheWordThatTheirHoldersAreOffAndEpochsLeap() {
    Refounding.apply(ORDER, store);

    RoleRecord role = group(HELD).role();
    assertThat(role.open()).isFalse();
    assertThat(role.closure()).isEqualTo(Closure.FENCED);
    assertThat(role.epoch()).isEqualTo(new Epoch(1 + Refounding.LEAP));
    assertThat(group(IDLE).role().epoch()).isEqualTo(new Epoch(Refounding.LEAP));
    accept(new Command.GrantRole(HELD, role.epoch(), B, "it is left"));
    assertThat(group(HELD).role().epoch()).isEqualTo(new Epoch(2 + Refounding.LEAP));
  }

  @Test
  void aGroupOfADeletedNameGoesOnAboveWhatMayHaveBeenUsed() {
    Refounding.apply(ORDER, store);

    assertThat(Facts.lastEpoch(store, GONE)).isEqualTo(new Epoch(1 + Refounding.LEAP));
  }

  private long serial() {
    return Objects.requireNonNull(new CounterView(store, HELD).get(SERIAL)).last();
  }

  @Test
  void countersLeapByTheirMargin() {
    assertThat(serial()).isEqualTo(7);

    Refounding.apply(ORDER, store);

    assertThat(serial()).isEqualTo(7 + CounterLimits.DEFAULT_MARGIN);
  }

  @Test
  void aSessionThatWasLostIsNoOtherProgramsOne() {
    accept(new Command.OpenSession());
    Refounding.apply(ORDER, store);
    accept(new Command.OpenSession());

    assertThat(store.range(Table.SESSIONS, "", "~", 10))
        .extracting(Row::key)
        .containsExactly(Counter.key(1), Counter.key(2 + Refounding.LEAP));
  }

  @Test
  void allOthersAreShutOutAndTheirPlacesCanBeTakenOnceOffered() {
    Refounding.apply(ORDER, store);

    assertThat(Facts.seats(store).get(B)).isEqualTo(Seat.FIRST);
    for (NodeId other : List.of(A, W)) {
      Seat seat = Objects.requireNonNull(Facts.seats(store).get(other));
      assertThat(seat.isVacant()).isTrue();
      assertThat(seat.generation()).isEqualTo(new PeerGeneration(2));
    }
  }

  @Test
  void onlyWhoHasThePlaceOfItsNodeSurvives() {
    Voter b = Voter.first(B);
    assertThat(Refounding.against(b, store)).isEmpty();
    assertThat(Refounding.against(new Voter(B, b.generation().next()), store))
        .hasValueSatisfying(no -> assertThat(no.reason()).isEqualTo(Reason.SEAT_NOT_OFFERED));
    assertThat(Refounding.against(Voter.first(new NodeId("x")), store))
        .hasValueSatisfying(no -> assertThat(no.reason()).isEqualTo(Reason.UNKNOWN_NODE));

    Refounding.apply(ORDER, store);

    assertThat(Refounding.against(b, store)).isEmpty();
    assertThat(Refounding.against(new Voter(A, new PeerGeneration(2)), store))
        .hasValueSatisfying(no -> assertThat(no.message()).contains("was vacant"));
  }

  @Test
  void theHistorySaysWhoDidItAndWhatBecameOfWhom() {
    Refounding.apply(ORDER, store);

    List<JournalEntry> lines = Journal.newest(store, Long.MAX_VALUE, 4);
    assertThat(lines)
        .extracting(JournalEntry::event)
        .containsExactly(
            "CLUSTER_FOUNDED_ANEW", "NODE_PLACE_VACATED", "NODE_PLACE_VACATED", "ROLE_FENCED");
    assertThat(lines).allSatisfy(line -> assertThat(line.actor()).isEqualTo("kim"));
    assertThat(lines.get(0).cause()).isEqualTo("a and w burnt down");
    assertThat(Journal.newest(store, Long.MAX_VALUE, 100))
        .filteredOn(line -> line.event().equals("ROLE_FENCED"))
        .as("nobody had the role of the other group")
        .extracting(JournalEntry::group)
        .containsExactly(HELD.value());
  }

  @Test
  void aPlannedChangeEndsSinceOnePartOfItIsGone() {
    accept(
        new Command.StartOperation(
            HELD,
            new Epoch(1),
            Operation.Kind.SWITCHOVER,
            B,
            new ClusterTime(99_000),
            "maintenance"));

    Refounding.apply(ORDER, store);

    assertThat(group(HELD).operation()).isNull();
    assertThat(group(HELD).role().open()).isFalse();
  }

  /** Nobody is left who would not understand it. */
  @Test
  void aStateOfTheFirstLevelIsRaisedToTheHighest() {
    CommandLog first = new CommandLog();
    first.accept(
        new Command.DefineCluster(
            "c", List.of(new NodeRecord(A, NodeKind.DATA), new NodeRecord(B, NodeKind.DATA))));
    assertThat(FeatureLevels.of(first.store)).isEqualTo(FeatureLevel.FIRST);

    Refounding.apply(ORDER, first.store);

    assertThat(FeatureLevels.of(first.store)).isEqualTo(FeatureLevels.SUPPORTED.highest());
    assertThat(Journal.newest(first.store, Long.MAX_VALUE, 10))
        .extracting(JournalEntry::event)
        .contains("FEATURE_LEVEL_RAISED");
  }
}
