package io.quorate.core.leader;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.config.ConfigConfirmed;
import io.quorate.core.config.ConfigPath;
import io.quorate.core.config.ConfigPlace;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.config.ConfigValue;
import io.quorate.core.config.HistoryDropped;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.runtime.RuntimeChange;
import io.quorate.core.runtime.RuntimeEnd;
import io.quorate.core.runtime.RuntimeEntry;
import io.quorate.core.runtime.RuntimeSweep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SweepWorkTest {
  private static final GroupId G = new GroupId("g");
  private static final Optional<Command> SWEEP = Optional.of(new Command.Sweep());
  private static final ProposalId FIRST = new ProposalId(1);
  private static final ClusterTime NOW = new ClusterTime(5_200);

  private final SweepWork work = new SweepWork();

  private void begins(@Nullable ClusterTime due) {
    knowing(new Sweeps(due, Sweeps.Leavings.NONE));
  }

  private void knowing(Sweeps known) {
    work.begin(
        new KnownCluster(FeatureLevel.FIRST, new TreeMap<>(), List.of(), ConfigTimes.NONE, known));
  }

  /** Whether it is due when this deadline is over for as long as others are waited for. */
  private Optional<Command> dueAfter(long deadline) {
    return work.due(new ClusterTime(deadline).plus(SweepWork.GATHERING));
  }

  private static Event written(long deadline) {
    RuntimeEnd end = new RuntimeEnd.At(new ClusterTime(deadline), Duration.ofSeconds(1));
    ConfigValue value = new ConfigValue(new byte[0], ConfigValue.TEXT);
    RuntimeEntry entry = new RuntimeEntry(value, new Revision(1), end, new ClusterTime(0));
    return new Event.RuntimeChanged(
        new RuntimeChange(
            G,
            new Revision(1),
            List.of(
                new RuntimeChange.Placed(ConfigPlace.forAll(new ConfigPath("gone")), null),
                new RuntimeChange.Placed(ConfigPlace.forAll(new ConfigPath("p")), entry))));
  }

  private static Event swept(@Nullable ClusterTime next) {
    return new Event.RuntimeSwept(new RuntimeSweep(List.of(), List.of(), new ClusterTime(1), next));
  }

  @Test
  void nothingIsProposedWhileNothingHasADeadline() {
    knowing(Sweeps.NOTHING);

    assertThat(dueAfter(Long.MAX_VALUE / 2)).isEmpty();
  }

  @Test
  void whatTheStoreHoldsIsDueAtItsFirstDeadline() {
    begins(new ClusterTime(5_000));

    assertThat(dueAfter(4_999)).isEmpty();
    assertThat(dueAfter(5_000)).isEqualTo(SWEEP);
  }

  @Test
  void sessionsMayBeIdleOneAfterTheOther() {
    knowing(Sweeps.NOTHING);
    work.happened(new Event.SessionOpened(new SessionId(1), "eva", new ClusterTime(4_000)));
    work.happened(new Event.SessionOpened(new SessionId(2), "eva", new ClusterTime(5_000)));
    assertThat(dueAfter(3_999)).isEmpty();
    assertThat(dueAfter(4_000)).isEqualTo(SWEEP);

    begins(null);
    work.happened(new Event.SessionsEnded(List.of(new SessionId(1)), new ClusterTime(5_000)));
    assertThat(dueAfter(4_999)).isEmpty();
    assertThat(dueAfter(5_000)).isEqualTo(SWEEP);
  }

  @Test
  void whatIsWrittenMayComeSooner() {
    begins(new ClusterTime(5_000));
    work.happened(written(9_000));
    assertThat(dueAfter(4_999)).isEmpty();

    work.happened(written(3_000));
    assertThat(dueAfter(3_000)).isEqualTo(SWEEP);
  }

  @Test
  void oneIsUnderWayAtATimeAndSaysWhichIsNext() {
    begins(new ClusterTime(5_000));
    work.proposed(FIRST, NOW);
    assertThat(dueAfter(50_000)).isEmpty();
    work.ended(FIRST, ProposalEnd.ACCEPTED);
    assertThat(dueAfter(50_000)).as("what it found is not known yet").isEmpty();

    work.happened(swept(new ClusterTime(7_000)));
    assertThat(dueAfter(6_999)).isEmpty();
    assertThat(dueAfter(7_000)).isEqualTo(SWEEP);
  }

  @Test
  void whatIsWrittenMeanwhileIsNotForgotten() {
    begins(new ClusterTime(5_000));
    work.proposed(FIRST, NOW);
    work.happened(written(6_000));
    work.happened(swept(null));
    work.ended(new ProposalId(2), ProposalEnd.ACCEPTED);
    assertThat(dueAfter(6_000)).as("that was another's end").isEmpty();

    work.ended(FIRST, ProposalEnd.ACCEPTED);
    assertThat(dueAfter(6_000)).isEqualTo(SWEEP);
  }

  @Test
  void whatMayNotHaveHappenedIsProposedAgainAfterAWhile() {
    for (ProposalEnd end : ProposalEnd.values()) {
      begins(new ClusterTime(5_000));
      work.proposed(FIRST, NOW);
      work.ended(FIRST, end);

      long again = NOW.plus(SweepWork.RETRY).millis();
      assertThat(dueAfter(again - 1)).as("not at once").isEmpty();
      assertThat(dueAfter(again))
          .as(end.name())
          .isEqualTo(end == ProposalEnd.ACCEPTED ? Optional.empty() : SWEEP);
    }
  }

  @Test
  void aDeletedGroupMayHaveLeftSomethingWhereThereWasSomething() {
    knowing(Sweeps.NOTHING);
    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(dueAfter(1)).isEmpty();

    knowing(new Sweeps(null, Sweeps.Leavings.POSSIBLE));
    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(dueAfter(1)).isEqualTo(SWEEP);
    knowing(Sweeps.NOTHING);
    work.happened(written(Long.MAX_VALUE / 2));
    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(dueAfter(1)).isEqualTo(SWEEP);
  }

  @Test
  void whatADeletedGroupLeftOfItsConfigurationIsDroppedUntilNothingIsLeft() {
    knowing(Sweeps.NOTHING);
    work.happened(new Event.Configured(dropped(HistoryDropped.Rest.NONE), "quorate"));
    assertThat(dueAfter(0)).isEmpty();

    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(dueAfter(0)).isEqualTo(SWEEP);
    work.proposed(FIRST, NOW);
    work.happened(new Event.Configured(dropped(HistoryDropped.Rest.SOME), "quorate"));
    work.ended(FIRST, ProposalEnd.ACCEPTED);
    assertThat(dueAfter(0)).isEqualTo(SWEEP);
  }

  private static HistoryDropped dropped(HistoryDropped.Rest rest) {
    return new HistoryDropped(new SpaceId(G), new Revision(1), new Revision(2), rest);
  }

  @Test
  void onlyADeletionAsksForASweepAtOnce() {
    knowing(new Sweeps(null, Sweeps.Leavings.POSSIBLE));
    work.happened(new Event.ClusterDefined("c", List.of()));

    assertThat(dueAfter(1)).isEmpty();
  }

  @Test
  void theSoonerOfTwoDeadlinesCounts() {
    begins(new ClusterTime(5_000));
    work.happened(swept(new ClusterTime(4_000)));
    work.happened(swept(new ClusterTime(6_000)));
    work.happened(swept(null));

    assertThat(dueAfter(3_999)).isEmpty();
    assertThat(dueAfter(4_000)).isEqualTo(SWEEP);
  }

  @Test
  void whatWasConfiguredInAnyWayMayBeLeftBehind() {
    knowing(Sweeps.NOTHING);
    work.happened(
        new Event.Configured(new ConfigConfirmed(new SpaceId(G), new Revision(1)), "ann"));
    assertThat(dueAfter(Long.MAX_VALUE / 2)).as("that is no deadline").isEmpty();

    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(dueAfter(0)).isEqualTo(SWEEP);
  }
}
