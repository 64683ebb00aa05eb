package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.FeatureLevel;
import io.quorate.core.Revision;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigConfirmed;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Request;
import io.quorate.core.registry.Sweeps;
import io.quorate.core.runtime.RuntimeSweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a leader drops and undoes by itself when its time has come. */
final class LeaderSweepsTest {
  private static final SpaceId SPACE = new SpaceId(G);
  private static final Revision THREE = new Revision(3);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ConfigCommand UNDO = new ConfigCommand.Expire(SPACE, THREE);

  private final LeaderBench bench = new LeaderBench();

  private ClusterTime in(Duration time) {
    return bench.leader.time(bench.now).plus(time);
  }

  private void begins(FeatureLevel level, ConfigTimes times, Sweeps sweeps) {
    bench.leader.begin(
        new KnownCluster(level, new TreeMap<>(), List.of(), times, sweeps),
        bench.raft(),
        bench.now);
  }

  private void withSweepIn(FeatureLevel level, Duration time) {
    begins(level, ConfigTimes.NONE, new Sweeps(in(time), Sweeps.Leavings.POSSIBLE));
  }

  private void awaiting(Duration time) {
    AwaitedCommit commit =
        new AwaitedCommit(SPACE, THREE, "eva", bench.leader.time(bench.now), in(time));
    ConfigTimes times = new ConfigTimes(List.of(commit), List.of());
    begins(FeatureLevels.RUNTIME, times, Sweeps.NOTHING);
  }

  private List<LeaderOutput.Propose> proposed(Duration within) {
    List<LeaderOutput.Propose> proposals = new ArrayList<>();
    for (long left = within.toMillis(); left > 0; left -= 20) {
      bench.now = bench.now.plus(Duration.ofMillis(20));
      proposals.addAll(
          only(LeaderOutput.Propose.class, bench.leader.tick(bench.raft(), bench.now)));
    }
    return proposals;
  }

  private List<Command> commands(Duration within) {
    return proposed(within).stream().map(proposal -> proposal.request().command()).toList();
  }

  private void happens(Event event) {
    bench.leader.applied(List.of(event), name -> null, bench.now);
  }

  @Test
  void whatIsOverIsDroppedOnce() {
    withSweepIn(FeatureLevels.RUNTIME, SECOND);
    assertThat(proposed(SECOND)).isEmpty();
    List<LeaderOutput.Propose> sweeps = proposed(SECOND);

    assertThat(sweeps).hasSize(1);
    assertThat(sweeps.get(0).request()).isEqualTo(Request.byLeader(new Command.Sweep(), TERM));
  }

  @Test
  void aSweepThatCameToNothingIsTriedAgainAndOneThatDidSaysWhichIsNext() {
    withSweepIn(FeatureLevels.RUNTIME, Duration.ZERO);
    List<LeaderOutput.Propose> first = proposed(SECOND);
    bench.leader.proposalEnded(first.get(0).id(), ProposalEnd.UNKNOWN);
    List<LeaderOutput.Propose> second = proposed(SECOND.multipliedBy(2));
    assertThat(second).hasSize(1);

    bench.leader.proposalEnded(second.get(0).id(), ProposalEnd.ACCEPTED);
    assertThat(commands(SECOND.multipliedBy(2))).isEmpty();
    happens(
        new Event.RuntimeSwept(
            new RuntimeSweep(List.of(), List.of(), in(Duration.ZERO), in(SECOND))));
    assertThat(commands(SECOND)).isEmpty();
    assertThat(commands(SECOND)).containsExactly(new Command.Sweep());
  }

  @Test
  void aClusterOfALevelThatKnowsNoneIsNotSwept() {
    withSweepIn(FeatureLevel.FIRST, Duration.ZERO);

    assertThat(commands(SECOND.multipliedBy(2))).isEmpty();
  }

  @Test
  void whatWasNotConfirmedIsUndoneOnceAndAgainWhenThatCameToNothing() {
    awaiting(SECOND);
    assertThat(proposed(Duration.ofMillis(400))).isEmpty();
    List<LeaderOutput.Propose> undone = proposed(SECOND.multipliedBy(3));

    assertThat(undone).hasSize(1);
    assertThat(undone.get(0).request().command()).isEqualTo(new Command.Configure(UNDO));
    bench.leader.proposalEnded(undone.get(0).id(), ProposalEnd.UNKNOWN);
    assertThat(commands(SECOND)).containsExactly(new Command.Configure(UNDO));
  }

  @Test
  void whatIsConfirmedIsNotUndone() {
    awaiting(SECOND);
    happens(new Event.Configured(new ConfigConfirmed(SPACE, THREE), "ben"));

    assertThat(commands(SECOND.multipliedBy(3))).isEmpty();
  }

  @Test
  void whatIsCommittedInThisTermIsUndone() {
    begins(FeatureLevels.RUNTIME, ConfigTimes.NONE, Sweeps.NOTHING);
    ConfigChanged.Why why = new ConfigChanged.Why(ConfigOrigin.WRITE, "");
    happens(
        new Event.Configured(new ConfigChanged(SPACE, THREE, why, List.of(), in(SECOND)), "eva"));

    assertThat(commands(SECOND.multipliedBy(2))).containsExactly(new Command.Configure(UNDO));
  }
}
