package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.W;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Sweeps;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A cluster is defined once, and its level follows what all voters can work at. */
final class ClusterWorkTest {
  private static final FeatureLevel SECOND = new FeatureLevel(2);
  private static final LevelRange UP_TO_SECOND = new LevelRange(FeatureLevel.FIRST, SECOND);
  private static final Command.DefineCluster DEFINITION =
      new Command.DefineCluster("c", List.of(new NodeRecord(A, NodeKind.DATA)));
  private static final Voters VOTERS = Voters.of(List.of(A, B, W));

  private final ClusterWork work = new ClusterWork(DEFINITION);

  private void begins(FeatureLevel level) {
    SortedMap<NodeId, NodeKind> nodes = new TreeMap<>();
    nodes.put(A, NodeKind.DATA);
    work.begin(new KnownCluster(level, nodes, List.of(), ConfigTimes.NONE, Sweeps.NOTHING));
  }

  private void allReport(LevelRange range) {
    VOTERS.nodes().forEach(node -> work.reports(node, range));
  }

  @Test
  void aNewClusterIsDefinedFirst() {
    allReport(UP_TO_SECOND);
    assertThat(work.due(VOTERS)).contains(DEFINITION);
    work.begin(
        new KnownCluster(
            FeatureLevel.FIRST, new TreeMap<>(), List.of(), ConfigTimes.NONE, Sweeps.NOTHING));
    assertThat(work.due(VOTERS)).contains(DEFINITION);

    work.happened(new Event.ClusterDefined("c", DEFINITION.nodes()));

    assertThat(work.due(VOTERS)).contains(new Command.RaiseFeatureLevel(SECOND));
  }

  @Test
  void theLevelRisesWhenEveryVoterHasSaidThatItMay() {
    begins(FeatureLevel.FIRST);
    work.reports(A, UP_TO_SECOND);
    work.reports(B, UP_TO_SECOND);
    assertThat(work.due(VOTERS)).isEmpty();

    work.reports(W, UP_TO_SECOND);
    assertThat(work.due(VOTERS)).contains(new Command.RaiseFeatureLevel(SECOND));
    work.happened(new Event.FeatureLevelRaised(FeatureLevel.FIRST, SECOND));
    assertThat(work.due(VOTERS)).as("it is there").isEmpty();
  }

  @Test
  void whatIsReachedAlreadyIsNotRaised() {
    begins(SECOND);
    allReport(UP_TO_SECOND);

    assertThat(work.due(VOTERS)).isEmpty();
  }

  @Test
  void oneIsUnderWayAtATime() {
    ProposalId first = new ProposalId(1);
    work.proposed(first);
    assertThat(work.due(VOTERS)).isEmpty();

    work.ended(new ProposalId(2));
    assertThat(work.due(VOTERS)).as("that was another's end").isEmpty();
    work.ended(first);
    assertThat(work.due(VOTERS)).contains(DEFINITION);
  }
}
