package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.G;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.Revision;
import io.quorate.core.config.AwaitedCommit;
import io.quorate.core.config.Candidate;
import io.quorate.core.config.CandidateDropped;
import io.quorate.core.config.CandidateEdited;
import io.quorate.core.config.CandidateId;
import io.quorate.core.config.CandidateName;
import io.quorate.core.config.ConfigChanged;
import io.quorate.core.config.ConfigCommand;
import io.quorate.core.config.ConfigConfirmed;
import io.quorate.core.config.ConfigOrigin;
import io.quorate.core.config.ConfigTimes;
import io.quorate.core.config.SpaceId;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.Sweeps;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was not confirmed in time is undone by whoever leads then, and tried again until it is. */
final class ConfigWorkTest {
  private static final SpaceId SPACE = new SpaceId(G);
  private static final ClusterTime DEADLINE = new ClusterTime(10_000);
  private static final ClusterTime BEFORE = new ClusterTime(9_999);
  private static final ConfigCommand UNDO = new ConfigCommand.Expire(SPACE, new Revision(3));

  private final ConfigWork work = new ConfigWork();

  private static KnownCluster known(AwaitedCommit... awaited) {
    return new KnownCluster(
        FeatureLevel.FIRST,
        new TreeMap<>(),
        List.of(),
        new ConfigTimes(List.of(awaited), List.of()),
        Sweeps.NOTHING);
  }

  private static AwaitedCommit awaited(SpaceId space, ClusterTime until) {
    return new AwaitedCommit(space, new Revision(3), "eva", new ClusterTime(0), until);
  }

  private static Event committed(long revision, @Nullable ClusterTime until) {
    ConfigChanged.Why why = new ConfigChanged.Why(ConfigOrigin.WRITE, "");
    return new Event.Configured(
        new ConfigChanged(SPACE, new Revision(revision), why, List.of(), until), "eva");
  }

  @Test
  void whatWasCommittedInThisTermIsUndoneWhenItsTimeHasCome() {
    work.happened(committed(3, DEADLINE));

    assertThat(work.due(BEFORE)).isEmpty();
    assertThat(work.due(DEADLINE)).containsExactly(UNDO);
  }

  @Test
  void whatAnEarlierLeaderLeftIsUndoneToo() {
    work.begin(known(awaited(SPACE, DEADLINE)));

    assertThat(work.due(DEADLINE)).containsExactly(UNDO);
  }

  @Test
  void oneProposalIsUnderWayAndIsRepeatedWhenItFailed() {
    work.begin(known(awaited(SPACE, DEADLINE)));
    work.proposed(new ProposalId(1), UNDO);
    assertThat(work.due(DEADLINE)).isEmpty();

    work.ended(new ProposalId(1));
    assertThat(work.due(DEADLINE)).containsExactly(UNDO);
  }

  @Test
  void whateverSettlesItEndsIt() {
    work.happened(committed(3, DEADLINE));
    work.happened(new Event.Configured(new ConfigConfirmed(SPACE, new Revision(3)), "ben"));
    assertThat(work.due(DEADLINE)).isEmpty();

    work.happened(committed(4, DEADLINE));
    work.happened(committed(5, null));
    assertThat(work.due(DEADLINE)).isEmpty();

    work.happened(committed(6, DEADLINE));
    work.happened(new Event.GroupDeleted(G, Epoch.NONE));
    assertThat(work.due(DEADLINE)).isEmpty();
  }

  @Test
  void manyAreUndoneSomeAtATime() {
    AwaitedCommit[] many = new AwaitedCommit[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = awaited(new SpaceId(new GroupId("g" + i)), DEADLINE);
    }
    work.begin(known(many));

    List<ConfigCommand> first = work.due(DEADLINE);
    assertThat(first).hasSize(16);
    for (int i = 0; i < first.size(); i++) {
      work.proposed(new ProposalId(i), first.get(i));
    }
    assertThat(work.due(DEADLINE)).isEmpty();
    work.ended(new ProposalId(0));
    assertThat(work.due(DEADLINE)).containsExactly(first.get(0));
  }

  private static Candidate candidate(ClusterTime used) {
    CandidateId id = new CandidateId(SPACE, new CandidateName("work"));
    return new Candidate(
        id, "eva", Revision.NONE, new ClusterTime(0), used, new Candidate.Size(1, 1), 1);
  }

  @Test
  void aCandidateIsDroppedWhenNobodyUsesItForLong() {
    Candidate candidate = candidate(new ClusterTime(0));
    ClusterTime unused = candidate.until();
    ConfigCommand drop = new ConfigCommand.DropUnused(candidate.id());
    work.begin(
        new KnownCluster(
            FeatureLevel.FIRST,
            new TreeMap<>(),
            List.of(),
            new ConfigTimes(List.of(), List.of(candidate)),
            Sweeps.NOTHING));
    assertThat(work.due(new ClusterTime(unused.millis() - 1))).isEmpty();
    assertThat(work.due(unused)).containsExactly(drop);

    Candidate again = candidate(new ClusterTime(5));
    work.happened(new Event.Configured(new CandidateEdited(again, List.of()), "eva"));
    assertThat(work.due(unused)).isEmpty();
    assertThat(work.due(again.until())).containsExactly(drop);

    work.happened(new Event.Configured(new CandidateDropped(again.id()), "eva"));
    assertThat(work.due(again.until())).isEmpty();
  }

  @Test
  void aCandidateThatIsCommittedIsNotDropped() {
    Candidate candidate = candidate(new ClusterTime(5));
    work.happened(new Event.Configured(new CandidateEdited(candidate, List.of()), "eva"));
    ConfigOrigin origin =
        new ConfigOrigin(ConfigOrigin.Kind.CANDIDATE, Revision.NONE, candidate.id().name().value());
    ConfigChanged.Why why = new ConfigChanged.Why(origin, "");
    work.happened(
        new Event.Configured(
            new ConfigChanged(SPACE, new Revision(4), why, List.of(), null), "eva"));

    assertThat(work.due(candidate.until())).isEmpty();
  }

  @Test
  void aLeaderProposesItAsSoonAsItLeadsOrTheTimeHasCome() {
    LeaderBench bench = new LeaderBench();
    ClusterTime now = bench.leader.time(bench.now);
    KnownCluster known = known(awaited(SPACE, now.plus(Duration.ofSeconds(1))));
    assertThat(undone(bench.leader.begin(known, bench.raft(), bench.now))).isZero();
    assertThat(undone(bench.passes(Duration.ofMillis(900)))).isZero();
    LeaderBench later = new LeaderBench();
    assertThat(undone(later.leader.begin(known(awaited(SPACE, now)), later.raft(), later.now)))
        .isEqualTo(1);
  }

  private static long undone(List<LeaderOutput> outputs) {
    return LeaderBench.only(LeaderOutput.Propose.class, outputs).stream()
        .filter(output -> output.request().command() instanceof Command.Configure)
        .count();
  }
}
