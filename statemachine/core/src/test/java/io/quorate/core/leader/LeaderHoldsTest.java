package io.quorate.core.leader;

import static io.quorate.core.leader.LeaderBench.A;
import static io.quorate.core.leader.LeaderBench.B;
import static io.quorate.core.leader.LeaderBench.G;
import static io.quorate.core.leader.LeaderBench.TERM;
import static io.quorate.core.leader.LeaderBench.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Revision;
import io.quorate.core.declaration.AbsolutePath;
import io.quorate.core.declaration.Delivery;
import io.quorate.core.declaration.Fact;
import io.quorate.core.declaration.FileAccess;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.facts.FactReport;
import io.quorate.core.failover.MemberReport;
import io.quorate.core.registry.MemberState;
import io.quorate.core.registry.Phase;
import io.quorate.core.session.Heartbeat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a leader tells that files stay as they are, in the answer to what it has just heard. */
final class LeaderHoldsTest {
  private final LeaderBench bench = new LeaderBench();

  @BeforeEach
  void begin() {
    Fact.Question question =
        new Fact.Question(
            Program.of("ask"),
            Fact.Question.DEFAULT_INTERVAL,
            Fact.Question.DEFAULT_TIMEOUT,
            RunAs.NODE);
    bench.begin(
        LeaderBench.group(
            LeaderBench.spec(G)
                .comparing(
                    List.of(
                        new Fact("software", Fact.Kind.VERSION, question, new Fact.Equal())
                            .with(Fact.OnMismatch.HOLD)))
                .delivering(
                    List.of(
                        new Delivery(
                            "app",
                            new Delivery.Folder(new AbsolutePath("/srv/app"), List.of()),
                            FileAccess.DEFAULT,
                            null))),
            LeaderBench.role(Phase.ACTIVE, A, new ClusterTime(0))));
  }

  private static MemberReport report(NodeId node, FactReport... facts) {
    boolean active = node.equals(A);
    return new MemberReport(
        active ? new Epoch(3) : Epoch.NONE,
        active ? MemberState.ACTIVE : MemberState.STANDBY,
        "",
        Epoch.NONE,
        Epoch.NONE,
        MemberReport.Quiescing.NO,
        MemberReport.Fitness.FIT,
        new Revision(2),
        List.of(),
        List.of(),
        List.of(),
        List.of(facts));
  }

  private Heartbeat beat(NodeId node, FactReport... facts) {
    SortedMap<GroupId, MemberReport> reports = new TreeMap<>();
    reports.put(G, report(node, facts));
    return bench.beat(node, TERM, reports);
  }

  private String answered(Heartbeat beat) {
    return Objects.requireNonNull(
            only(LeaderOutput.Answer.class, bench.arrives(beat))
                .get(0)
                .answer()
                .orders()
                .present()
                .get(G))
        .held();
  }

  /** The standby says it. */
  private String says(String version) {
    return answered(beat(B, FactReport.known("software", version)));
  }

  /** The active says it. */
  private void activeSays(String version) {
    bench.arrives(beat(A, FactReport.known("software", version)));
  }

  @Test
  void theStandbyIsHeldWhileItDiffersFromTheActive() {
    assertThat(says("1")).as("a was not heard from").contains("software of a is not known");
    activeSays("2");
    assertThat(says("1")).isEqualTo("version software differs from that of a");
    assertThat(says("2")).isEmpty();
    activeSays("3");
    assertThat(says("2")).isEqualTo("version software differs from that of a");
  }

  @Test
  void aMemberThatStartsAnewIsHeldUntilItSaysWhatItHasNow() {
    activeSays("2");
    assertThat(says("2")).isEmpty();

    assertThat(answered(bench.inRun(2, beat(B))))
        .as("its first word in another run")
        .contains("software of b is not known");
    assertThat(answered(bench.inRun(2, beat(B, FactReport.known("software", "2"))))).isEmpty();
  }
}
