package io.quorate.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.linear.Register.Read;
import io.quorate.linear.Register.Swap;
import io.quorate.linear.Register.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Histories of which it is known whether they can be explained. */
final class LinearizabilityTest {
  private static final int LIMIT = 100_000;
  private static final long SEED = 20_261_122;
  private static final int RANDOM_HISTORIES = 4_000;

  @Test
  void nothingHappened() {
    good(new Histories());
  }

  @Test
  void oneAfterTheOther() {
    good(
        new Histories()
            .read(0, 1, 0)
            .written(2, 3, 1)
            .read(4, 5, 1)
            .swapped(6, 7, 1, 2)
            .notSwapped(8, 9, 1, 2)
            .read(10, 11, 2));
  }

  @Test
  void aReadDuringAWriteMaySeeEither() {
    good(new Histories().written(0, 10, 1).read(1, 2, 0).read(3, 4, 1));
    good(new Histories().written(0, 10, 1).read(1, 2, 1).read(3, 4, 1));
    bad(new Histories().written(0, 10, 1).read(1, 2, 1).read(3, 4, 0));
  }

  @Test
  void aStaleRead() {
    bad(new Histories().written(0, 1, 1).read(2, 3, 0));
  }

  @Test
  void aReadOfWhatNobodyWrote() {
    bad(new Histories().written(0, 1, 1).read(0, 3, 7));
  }

  @Test
  void aLostUpdate() {
    bad(new Histories().swapped(0, 9, 0, 1).swapped(1, 8, 0, 2));
    bad(new Histories().written(0, 1, 1).written(2, 3, 2).read(4, 5, 2).read(6, 7, 1));
    good(new Histories().swapped(0, 9, 0, 1).swapped(1, 8, 1, 2).read(10, 11, 2));
  }

  @Test
  void twoLeadersThatBothAnswer() {
    bad(
        new Histories()
            .written(0, 1, 1)
            .written(2, 3, 2)
            .read(4, 9, 2)
            .read(5, 6, 1)
            .read(7, 8, 2)
            .read(10, 11, 1));
    bad(new Histories().written(0, 5, 1).written(0, 5, 2).read(6, 7, 1).read(6, 7, 2));
  }

  @Test
  void aRefusalThatShouldHaveBeenAnAcceptance() {
    bad(new Histories().written(0, 1, 1).notSwapped(2, 3, 1, 2));
    good(new Histories().written(0, 1, 1).notSwapped(2, 9, 1, 2).written(3, 4, 5));
  }

  @Test
  void whatWasNotAnsweredMayHaveHappenedOrNot() {
    good(new Histories().unknown(0, new Write(1)).read(2, 3, 1));
    good(new Histories().unknown(0, new Write(1)).read(2, 3, 0));
    good(new Histories().unknown(0, new Write(1)).read(2, 3, 0).read(4, 5, 0).read(6, 7, 1));
    good(new Histories().unknown(0, new Swap(0, 1)).written(1, 2, 0).read(3, 4, 1));
  }

  @Test
  void whatWasNotAnsweredHappensOnceAndNotBeforeItWasAsked() {
    bad(new Histories().read(0, 1, 1).unknown(2, new Write(1)));
    bad(new Histories().unknown(0, new Write(1)).read(2, 3, 1).read(4, 5, 0));
    bad(new Histories().unknown(0, new Write(1)).read(1, 2, 1).written(3, 4, 0).read(5, 6, 1));
    good(
        new Histories()
            .unknown(0, new Write(1))
            .unknown(0, new Write(1))
            .read(1, 2, 1)
            .written(3, 4, 0)
            .read(5, 6, 1));
    bad(new Histories().unknown(0, new Swap(5, 1)).read(1, 2, 1));
  }

  @Test
  void saysWhereItGotStuck() {
    Histories history = new Histories().written(0, 1, 1).read(2, 3, 1).read(4, 5, 0);
    Verdict<Register.Ask, Register.Told> verdict = check(history.list());
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Violated<>(history.list().subList(0, 2), history.list().subList(2, 3)));
  }

  @Test
  void givesUpAtItsLimit() {
    Histories history = new Histories();
    for (int i = 0; i < 20; i++) {
      history.told(0, 100, new Swap(i, i), new Register.Differs());
    }
    history.read(101, 102, 9);
    assertThat(Linearizability.check(new Register(), history.list(), 1_000))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aLongHistoryWithManyUnansweredIsDecided() {
    SplittableRandom random = new SplittableRandom(SEED);
    Histories history = new Histories();
    int value = 0;
    for (int i = 0; i < 4_000; i++) {
      long from = 10L * i;
      if (i % 40 == 7) {
        history.unknown(from, new Swap(value, random.nextInt(1_000_000, 1_000_005)));
      } else if (random.nextBoolean()) {
        history.swapped(from, from + 35, value, ++value);
      } else {
        history.read(from + 31, from + 39, value);
      }
    }
    assertThat(check(history.list())).isInstanceOf(Verdict.Linearizable.class);
    history.told(50_000, 50_001, new Read(), new Register.Value(-1));
    assertThat(check(history.list())).isInstanceOf(Verdict.Violated.class);
  }

  @Test
  void agreesWithTheDefinitionOnSmallHistories() {
    SplittableRandom random = new SplittableRandom(SEED);
    int good = 0;
    for (int i = 0; i < RANDOM_HISTORIES; i++) {
      List<Operation<Register.Ask, Register.Told>> history =
          Histories.random(random, random.nextInt(1, 7));
      boolean expected = EveryOrder.explains(new Register(), history);
      good += expected ? 1 : 0;
      Verdict<Register.Ask, Register.Told> verdict = check(history);
      assertThat(verdict instanceof Verdict.Linearizable).as(history + "").isEqualTo(expected);
      if (verdict instanceof Verdict.Linearizable<Register.Ask, Register.Told> found) {
        assertThat(EveryOrder.explains(new Register(), found.order())).isTrue();
      }
    }
    assertThat(good).isBetween(RANDOM_HISTORIES / 5, RANDOM_HISTORIES * 4 / 5);
  }

  private static Verdict<Register.Ask, Register.Told> check(
      List<Operation<Register.Ask, Register.Told>> history) {
    return Linearizability.check(new Register(), new ArrayList<>(history), LIMIT);
  }

  private static void good(Histories history) {
    assertThat(check(history.list())).isInstanceOf(Verdict.Linearizable.class);
  }

  private static void bad(Histories history) {
    assertThat(check(history.list())).isInstanceOf(Verdict.Violated.class);
  }
}
