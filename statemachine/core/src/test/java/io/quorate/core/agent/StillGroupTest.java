package io.quorate.core.agent;

import static io.quorate.core.agent.AgentBench.G;
import static io.quorate.core.agent.AgentBench.LEASE;
import static io.quorate.core.agent.AgentBench.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.serving.Directive;
import io.quorate.core.serving.Stage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group of which nothing here changes by itself costs next to nothing while it is served. */
final class StillGroupTest {
  private final AgentBench bench = new AgentBench();

  @BeforeEach
  void serve() {
    bench.serve(G);
    bench.place(G).still = true;
    bench.advance();
    bench.beat(1);
  }

  private int looks(NodeAgent.Turn turn) {
    int before = bench.place(G).looks;
    bench.agent.advance(turn, bench.now);
    return bench.place(G).looks - before;
  }

  private Stage stage() {
    return bench.group(G).state().stage();
  }

  @Test
  void isNotLookedAtInEveryTurn() {
    assertThat(looks(NodeAgent.Turn.BUSY)).isZero();
    assertThat(looks(NodeAgent.Turn.ALL)).isZero();
  }

  @Test
  void isLookedAtNowAndThenAllTheSame() {
    bench.told(G, order(Directive.Step.STAND_BY, 4, null));
    bench.beat(1);
    bench.passes(Duration.ofSeconds(3));
    assertThat(looks(NodeAgent.Turn.ALL)).isZero();
    bench.passes(Duration.ofSeconds(2));

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
  }

  @Test
  void isLookedAtWhenSomethingBecomesKnownOfIt() {
    bench.agent.stirred(G);

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
    assertThat(looks(NodeAgent.Turn.BUSY)).isZero();
  }

  @Test
  void isNotLookedAtWhenOnlyItsLeaseGoesOn() {
    for (int beat = 0; beat < 10; beat++) {
      bench.passes(Duration.ofMillis(250));
      bench.agent.answered(bench.now, bench.nothingNew(bench.beat(1), 1));

      int before = bench.place(G).looks;
      assertThat(bench.agent.advance(NodeAgent.Turn.ALL, bench.now)).as("news").isFalse();
      assertThat(bench.place(G).looks).isEqualTo(before);
    }
    assertThat(stage()).isEqualTo(Stage.SERVING);
  }

  @Test
  void isLeftWhenAnyClockSaysThatItsLeaseIsEnding() {
    bench.now =
        new ClockReading(
            bench.now.monotonicNanos(), bench.now.bootNanos(), bench.now.wallMillis() + 2_000);

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
    assertThat(stage()).isNotEqualTo(Stage.SERVING);
  }

  @Test
  void whatMayFailByItselfIs() {
    bench.place(G).still = false;
    bench.group(G).advance(bench.now);

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
  }

  @Test
  void isLeftInTheTurnInWhichItsLeaseIsEnding() {
    Duration stopBudget = TimingProfile.LAN.timing().stopBudget();
    bench.passes(LEASE.lease().minus(stopBudget).minusMillis(20));
    looks(NodeAgent.Turn.BUSY);
    assertThat(stage()).isEqualTo(Stage.SERVING);
    bench.passes(Duration.ofMillis(20));

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
    assertThat(stage()).isNotEqualTo(Stage.SERVING);
  }

  @Test
  void followsANewOrderAtOnce() {
    bench.agent.answered(
        bench.now,
        bench.answer(bench.beat(1), 1, Map.of(G, order(Directive.Step.DEMOTE, 3, LEASE))));

    assertThat(looks(NodeAgent.Turn.BUSY)).isOne();
    assertThat(stage()).isNotEqualTo(Stage.SERVING);
  }
}
