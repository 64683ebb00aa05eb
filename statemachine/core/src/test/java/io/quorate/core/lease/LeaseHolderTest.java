package io.quorate.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClockReading;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LeaseHolderTest {
  private static final GroupId GROUP = new GroupId("g");
  private static final Epoch E1 = new Epoch(1);
  private static final Epoch E2 = new Epoch(2);
  private static final Duration D = Duration.ofMillis(1_800);
  private static final ClockReading START = new ClockReading(5_000_000, 9_000_000, 1_700_000);

  private final LeaseHolder holder = new LeaseHolder();

  private static ClockReading at(long millis) {
    return START.plus(Duration.ofMillis(millis));
  }

  private Duration left(Epoch epoch, long millis) {
    return holder.remaining(GROUP, epoch, at(millis));
  }

  @Test
  void countsFromTheSendingHoweverLateTheAnswer() {
    holder.acknowledged(GROUP, E1, at(0), D);

    assertThat(left(E1, 500)).isEqualTo(Duration.ofMillis(1_300));
    assertThat(left(E1, 1_800)).isEqualTo(Duration.ZERO);
    assertThat(left(E1, 60_000)).isEqualTo(Duration.ZERO);
    assertThat(holder.deadline(GROUP, E1)).isEqualTo(at(1_800));
  }

  @Test
  void anAnswerThatWasOvertakenChangesNothing() {
    holder.acknowledged(GROUP, E1, at(600), D);
    holder.acknowledged(GROUP, E1, at(300), D.multipliedBy(9));
    holder.acknowledged(GROUP, E1, at(600), D.multipliedBy(9));

    assertThat(left(E1, 600)).isEqualTo(D);
  }

  @Test
  void anAnswerForALeaseThatIsOverMayComeAfterItsEnd() {
    holder.acknowledged(GROUP, E1, at(0), D);
    holder.acknowledged(GROUP, E1, at(100), D);

    assertThat(left(E1, 1_900)).isEqualTo(Duration.ZERO);
    assertThat(left(E1, 1_899)).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void epochsDoNotMix() {
    holder.acknowledged(GROUP, E2, at(0), D);
    holder.acknowledged(GROUP, E1, at(900), D);

    assertThat(left(E1, 900)).isEqualTo(Duration.ZERO);
    assertThat(left(E2, 900)).isEqualTo(Duration.ofMillis(900));
    assertThat(holder.deadline(GROUP, E1)).isNull();
    assertThat(holder.remaining(new GroupId("h"), E2, at(0))).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatWasReleasedIsNeverServedAgain() {
    holder.acknowledged(GROUP, E2, at(0), D);
    holder.release(GROUP, E2);
    holder.acknowledged(GROUP, E2, at(10), D);
    holder.acknowledged(GROUP, E1, at(20), D);
    holder.release(GROUP, E1);

    assertThat(left(E2, 20)).isEqualTo(Duration.ZERO);
    assertThat(left(E1, 20)).isEqualTo(Duration.ZERO);
    assertThat(holder.released(GROUP)).isEqualTo(E2);

    holder.acknowledged(GROUP, E2.next(), at(30), D);
    assertThat(left(E2.next(), 30)).isEqualTo(D);
  }

  @Test
  void aReleaseOfAnOlderEpochLeavesTheNewerAlone() {
    holder.acknowledged(GROUP, E2, at(0), D);
    holder.release(GROUP, E1);

    assertThat(left(E2, 0)).isEqualTo(D);
    assertThat(holder.released(GROUP)).isEqualTo(E1);
  }

  @Test
  void anySingleClockThatSaysTheLeaseIsOverEndsIt() {
    holder.acknowledged(GROUP, E1, START, D);
    long nanos = D.toNanos();
    ClockReading ran =
        new ClockReading(START.monotonicNanos() + nanos, START.bootNanos() + 1, START.wallMillis());
    ClockReading slept =
        new ClockReading(START.monotonicNanos() + 1, START.bootNanos() + nanos, START.wallMillis());
    ClockReading wallOnly =
        new ClockReading(
            START.monotonicNanos() + 1, START.bootNanos() + 1, START.wallMillis() + D.toMillis());

    for (ClockReading now : new ClockReading[] {ran, slept, wallOnly}) {
      assertThat(holder.remaining(GROUP, E1, now)).as("%s", now).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  void aWallClockSetBackDoesNotStretchALease() {
    holder.acknowledged(GROUP, E1, START, D);
    ClockReading later = at(1_000);
    ClockReading setBack =
        new ClockReading(
            later.monotonicNanos(), later.bootNanos(), START.wallMillis() - 86_400_000);

    assertThat(holder.remaining(GROUP, E1, setBack)).isEqualTo(Duration.ofMillis(800));
  }

  @Test
  void anAnswerForANewerEpochCountsWheneverItsHeartbeatLeft() {
    holder.acknowledged(GROUP, E1, at(600), D);
    holder.acknowledged(GROUP, E2, at(300), D);

    assertThat(left(E2, 300)).isEqualTo(D);
    assertThat(left(E1, 600)).isEqualTo(Duration.ZERO);
  }
}
