package io.quorate.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.Term;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseGrantorTest {
  private static final GroupId GROUP = new GroupId("g");
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final Epoch E1 = new Epoch(1);
  private static final Epoch E2 = new Epoch(2);
  private static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofMillis(1_800), Duration.ofMillis(500));
  private static final ClockReading START = new ClockReading(5_000_000, 9_000_000, 1_700_000);

  private final LeaseGrantor grantor = new LeaseGrantor(new Term(3));

  private static ClockReading at(long millis) {
    return START.plus(Duration.ofMillis(millis));
  }

  @Test
  void countsDAndFWithDriftFromTheLastArrival() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.arrived(A, at(1_000));

    assertThat(grantor.surelyOver(GROUP, E1, at(1_000 + 2_323))).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, at(1_000 + 2_324))).isTrue();
    assertThat(grantor.remaining(GROUP, at(2_000))).isEqualTo(Duration.ofMillis(1_323));
    assertThat(grantor.remaining(GROUP, at(9_000))).isEqualTo(Duration.ZERO);
  }

  @Test
  void aNewLeaderCountsFromItsOwnStartWhateverArrivedBefore() {
    grantor.arrived(A, at(0));
    grantor.count(GROUP, E1, A, TERMS, at(2_000));

    assertThat(grantor.surelyOver(GROUP, E1, at(4_323))).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, at(4_324))).isTrue();
  }

  @Test
  void anotherNodesHeartbeatsDoNotKeepALeaseAlive() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.arrived(B, at(2_300));

    assertThat(grantor.surelyOver(GROUP, E1, at(2_324))).isTrue();
  }

  @Test
  void extendsOnlyTheOpenEpochOfItsHolder() {
    assertThat(grantor.mayExtend(GROUP, E1, A)).isFalse();
    grantor.count(GROUP, E1, A, TERMS, at(0));

    assertThat(grantor.mayExtend(GROUP, E1, A)).isTrue();
    assertThat(grantor.mayExtend(GROUP, E1, B)).isFalse();
    assertThat(grantor.mayExtend(GROUP, E2, A)).isFalse();

    grantor.closed(GROUP);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, at(99_000))).isFalse();
    assertThat(grantor.remaining(GROUP, at(99_000))).isNull();
  }

  @Test
  void whatIsBeingClosedIsNeverExtendedAgain() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.closing(GROUP, E2);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isTrue();

    grantor.closing(GROUP, E1);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isFalse();

    grantor.count(GROUP, E2, B, TERMS, at(10));
    assertThat(grantor.mayExtend(GROUP, E2, B)).isTrue();
  }

  @Test
  void whatIsBeingClosedRunsOutWhateverItsHolderSends() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.arrived(A, at(100));
    grantor.closing(GROUP, E1);
    for (long millis = 200; millis <= 2_500; millis += 100) {
      grantor.arrived(A, at(millis));
    }

    assertThat(grantor.surelyOver(GROUP, E1, at(2_423))).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, at(2_500))).isTrue();
  }

  @Test
  void anOlderOrRepeatedGrantChangesNothing() {
    grantor.count(GROUP, E2, B, TERMS, at(0));
    grantor.count(GROUP, E1, A, TERMS, at(1_000));
    grantor.count(GROUP, E2, B, TERMS, at(1_000));

    assertThat(grantor.mayExtend(GROUP, E2, B)).isTrue();
    assertThat(grantor.surelyOver(GROUP, E2, at(2_324))).isTrue();
  }

  @Test
  void aSuspendedGrantorDoesNotCountItsSleep() {
    grantor.count(GROUP, E1, A, TERMS, START);
    ClockReading slept =
        new ClockReading(
            START.monotonicNanos() + 1_000_000,
            START.bootNanos() + 60_000_000_000L,
            START.wallMillis() + 60_000);
    ClockReading wallSetForward =
        new ClockReading(
            START.monotonicNanos() + 1_000_000,
            START.bootNanos() + 1_000_000,
            START.wallMillis() + 3_600_000);

    assertThat(grantor.surelyOver(GROUP, E1, slept)).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, wallSetForward)).isFalse();
  }

  @Test
  void aWallClockSetBackDoesNotStopTheCount() {
    grantor.count(GROUP, E1, A, TERMS, START);
    ClockReading later = at(3_000);

    assertThat(
            grantor.surelyOver(
                GROUP, E1, new ClockReading(later.monotonicNanos(), later.bootNanos(), 5)))
        .isTrue();
  }

  @Test
  void whatIsNotCountedIsNeitherClosedNorTakenBack() {
    grantor.closing(GROUP, E1);
    grantor.notClosed(GROUP, E1);
    grantor.count(GROUP, E1, A, TERMS, at(0));
    assertThat(grantor.mayExtend(GROUP, E1, A)).isTrue();

    grantor.notClosed(GROUP, E1);
    grantor.closing(GROUP, E1);
    assertThat(grantor.mayExtend(GROUP, E1, A)).as("nothing was taken back before").isFalse();
    grantor.notClosed(GROUP, E2);
    assertThat(grantor.mayExtend(GROUP, E1, A)).as("of another epoch").isFalse();
    grantor.notClosed(GROUP, E1);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isTrue();
  }

  @Test
  void eachAnnouncementIsTakenBackByItself() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.closing(GROUP, E1);
    grantor.closing(GROUP, E1);

    grantor.notClosed(GROUP, E1);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isFalse();
    grantor.notClosed(GROUP, E1);
    assertThat(grantor.mayExtend(GROUP, E1, A)).isTrue();
  }

  @Test
  void whatIsAnnouncedAgainRunsOutFromTheFirstTime() {
    grantor.count(GROUP, E1, A, TERMS, at(0));
    grantor.arrived(A, at(100));
    grantor.closing(GROUP, E1);
    grantor.arrived(A, at(1_000));
    grantor.closing(GROUP, E1);

    assertThat(grantor.surelyOver(GROUP, E1, at(2_423))).isFalse();
    assertThat(grantor.surelyOver(GROUP, E1, at(2_424))).isTrue();
  }

  @Test
  void whatIsOverIsThatEpochAlone() {
    grantor.count(GROUP, E2, A, TERMS, at(0));

    assertThat(grantor.surelyOver(GROUP, E1, at(9_000))).isFalse();
    assertThat(grantor.term()).isEqualTo(new Term(3));
  }
}
