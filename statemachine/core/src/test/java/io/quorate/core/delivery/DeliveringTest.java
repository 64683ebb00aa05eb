package io.quorate.core.delivery;

import static io.quorate.core.delivery.Delivering.Step.LOOK;
import static io.quorate.core.delivery.Delivering.Step.RELOAD;
import static io.quorate.core.delivery.Delivering.Step.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.ClockReading;
import io.quorate.core.Revision;
import io.quorate.core.delivery.Delivering.Heed;
import io.quorate.core.delivery.Delivering.Reloading;
import io.quorate.core.delivery.Delivering.Wanted;
import io.quorate.core.delivery.DeliveryReport.Files;
import io.quorate.core.delivery.DeliveryReport.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes next for a delivery, whatever becomes of what was begun. */
final class DeliveringTest {
  private static final String NONE = FileSet.EMPTY.digest();
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Delivering delivering = new Delivering("app", Reloading.COMMAND, Delivered.NOTHING);
  private ClockReading now = new ClockReading(0, 0, 0);

  private void wants(long revision, String digest) {
    assertThat(delivering.wants(new Wanted(new Revision(revision), digest))).isEqualTo(Heed.WANTED);
  }

  private void begins(Delivering.Step step) {
    assertThat(delivering.next(now)).contains(step);
    assertThat(delivering.next(now)).as("one at a time").isEmpty();
  }

  private void finds(String digest) {
    begins(LOOK);
    delivering.looked(digest, now);
  }

  private void writes() {
    begins(WRITE);
    delivering.wrote("", now);
  }

  private void reloads() {
    begins(RELOAD);
    delivering.reloaded();
  }

  private void rests() {
    assertThat(delivering.next(now)).isEmpty();
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  private void stands(long revision, State state) {
    assertThat(delivering.report().revision()).isEqualTo(new Revision(revision));
    assertThat(delivering.report().state()).isEqualTo(state);
  }

  private void delivered(long revision, String digest) {
    wants(revision, digest);
    finds(NONE);
    writes();
    reloads();
  }

  private void restarted() {
    delivering = new Delivering("app", Reloading.COMMAND, delivering.known());
  }

  @Test
  void nothingIsDoneBeforeItIsKnownWhatIsWanted() {
    rests();
    stands(0, State.UNDER_WAY);
  }

  @Test
  void filesAreLookedAtWrittenAndTakenUp() {
    wants(1, "x");
    stands(0, State.UNDER_WAY);
    finds(NONE);
    writes();
    stands(0, State.UNDER_WAY);
    reloads();

    stands(1, State.DELIVERED);
    rests();
  }

  @Test
  void withoutACommandWhatIsWrittenIsDelivered() {
    delivering = new Delivering("app", Reloading.NONE, Delivered.NOTHING);
    wants(1, "x");
    finds(NONE);
    writes();

    stands(1, State.DELIVERED);
    rests();
    delivering = new Delivering("app", Reloading.NONE, Delivered.NOTHING);
    wants(1, "x");
    finds("x");
    stands(1, State.DELIVERED);
    rests();
  }

  @Test
  void whereThereIsNothingToDeliverNothingIsReloaded() {
    wants(4, NONE);
    finds(NONE);

    stands(4, State.DELIVERED);
    rests();
  }

  @Test
  void aCommitThatChangesNoneOfItsFilesIsDeliveredAtOnce() {
    delivered(1, "x");
    wants(2, "x");

    stands(2, State.DELIVERED);
    rests();
  }

  @Test
  void theNewestWins() {
    wants(1, "x");
    finds(NONE);
    begins(WRITE);
    wants(2, "y");
    wants(3, "z");
    delivering.wrote("", now);
    writes();
    stands(0, State.UNDER_WAY);
    begins(RELOAD);
    wants(4, "u");
    delivering.reloaded();

    stands(0, State.UNDER_WAY);
    writes();
    reloads();
    stands(4, State.DELIVERED);
  }

  @Test
  void whatSomebodyChangedIsWrittenAgain() {
    delivered(1, "x");
    passes(Delivering.LOOK_PERIOD.minusMillis(1));
    rests();
    passes(Duration.ofMillis(1));
    begins(LOOK);
    assertThat(delivering.looked("edited", now)).as("changed by hand").isTrue();
    stands(1, State.UNDER_WAY);
    assertThat(delivering.report().files()).isEqualTo(Files.CHANGED_BY_HAND);
    begins(WRITE);
    delivering.failed(State.DISK_FULL, "no room", now);
    assertThat(delivering.report().files()).isEqualTo(Files.CHANGED_BY_HAND);
    passes(SECOND);
    finds("edited");
    begins(WRITE);
    delivering.wrote("kept as app.conf.changed", now);

    stands(1, State.DELIVERED);
    assertThat(delivering.report().files()).isEqualTo(Files.AS_WRITTEN);
    assertThat(delivering.report().detail()).isEqualTo("kept as app.conf.changed");
    rests();
  }

  @Test
  void whatIsAsItWasWrittenIsNoChangeByHand() {
    wants(1, "x");
    begins(LOOK);
    assertThat(delivering.looked("package default", now)).as("not ours yet").isFalse();
    writes();
    reloads();
    passes(Delivering.LOOK_PERIOD);
    begins(LOOK);
    assertThat(delivering.looked("x", now)).isFalse();
    rests();
  }

  @Test
  void whatFailsIsTriedAgainAfterAPauseThatGrowsToAMinute() {
    wants(1, "x");
    for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      begins(LOOK);
      delivering.failed(State.CANNOT_WRITE, "it is a folder", now);
      stands(0, State.CANNOT_WRITE);
      passes(SECOND.multipliedBy(seconds).minusMillis(1));
      rests();
      passes(Duration.ofMillis(1));
    }
    assertThat(delivering.report().detail()).isEqualTo("it is a folder");
    finds(NONE);
    writes();
    reloads();
    stands(1, State.DELIVERED);
    assertThat(delivering.report().detail()).isEmpty();
  }

  @Test
  void whatFailedToBeWrittenIsLookedAtAgain() {
    wants(1, "x");
    finds(NONE);
    begins(WRITE);
    delivering.failed(State.DISK_FULL, "no space", now);
    stands(0, State.DISK_FULL);
    passes(SECOND);
    finds("half");
    writes();
  }

  @Test
  void aCommandThatFailsIsRunAgainAndItsFilesStay() {
    wants(1, "x");
    finds(NONE);
    writes();
    begins(RELOAD);
    delivering.failed(State.RELOAD_FAILS, "exited with 1", now);
    stands(0, State.RELOAD_FAILS);
    passes(SECOND);
    begins(RELOAD);
    delivering.failed(State.RELOAD_FAILS, "exited with 1", now);
    passes(SECOND);
    rests();
    passes(SECOND);
    reloads();
    stands(1, State.DELIVERED);
  }

  @Test
  void whatIsNewIsTriedAtOnce() {
    wants(1, "x");
    finds(NONE);
    writes();
    begins(RELOAD);
    delivering.failed(State.RELOAD_FAILS, "exited with 1", now);
    wants(2, "y");
    stands(0, State.UNDER_WAY);
    writes();
    begins(RELOAD);
    wants(3, "z");
    delivering.failed(State.RELOAD_FAILS, "exited with 1", now);
    stands(0, State.UNDER_WAY);
    writes();
    reloads();
    stands(3, State.DELIVERED);
  }

  @Test
  void anotherRunOfTheNodeGoesOn() {
    delivered(1, "x");
    restarted();
    stands(1, State.UNDER_WAY);
    wants(1, "x");
    finds("x");
    stands(1, State.DELIVERED);
    rests();

    wants(2, "y");
    writes();
    restarted();
    wants(2, "y");
    finds("y");
    reloads();
    stands(2, State.DELIVERED);
  }

  @Test
  void filesNeverGoBackWhileANodeDoesNotKnowYetWhatItKnew() {
    delivered(7, "x");
    restarted();
    assertThat(delivering.wants(new Wanted(new Revision(5), "old"))).isEqualTo(Heed.OLDER);
    rests();
    stands(7, State.UNDER_WAY);
    assertThat(delivering.report().detail()).contains("revision 5 only");

    wants(7, "x");
    finds("x");
    stands(7, State.DELIVERED);
    assertThat(delivering.report().detail()).isEmpty();
    rests();
  }

  @Test
  void whatIsHeldIsLookedAtButNotWritten() {
    delivered(1, "x");
    delivering.hold("ann paused it");
    finds("x");
    stands(1, State.DELIVERED);
    wants(2, "y");
    stands(1, State.HELD);
    assertThat(delivering.report().detail()).isEqualTo("ann paused it");
    rests();
    passes(Delivering.LOOK_PERIOD);
    begins(LOOK);
    assertThat(delivering.looked("edited", now)).as("changed by hand").isTrue();
    rests();
    passes(Delivering.LOOK_PERIOD);
    begins(LOOK);
    assertThat(delivering.looked("edited", now)).as("that was known").isFalse();
    assertThat(delivering.report().files()).isEqualTo(Files.CHANGED_BY_HAND);
    wants(3, "edited");
    rests();

    delivering.hold("");
    finds("edited");
    reloads();
    stands(3, State.DELIVERED);
    assertThat(delivering.report().detail()).isEmpty();
  }

  @Test
  void aCommitThatChangesNoneOfItsFilesIsDeliveredWhileItIsHeld() {
    delivered(1, "x");
    delivering.hold("ann paused it");
    wants(2, "x");
    finds("x");

    stands(2, State.DELIVERED);
    rests();
  }

  @Test
  void whatWasBegunEndsAlthoughItIsHeldMeanwhile() {
    wants(1, "x");
    finds(NONE);
    begins(WRITE);
    delivering.hold("ann paused it");
    delivering.wrote("", now);
    stands(0, State.HELD);
    rests();
    delivering.hold("");
    finds("x");
    begins(RELOAD);
    delivering.hold("ann paused it");
    delivering.failed(State.RELOAD_FAILS, "exited with 1", now);
    stands(0, State.HELD);
    passes(SECOND);
    finds("x");
    rests();

    delivering.hold("");
    finds("x");
    reloads();
    stands(1, State.DELIVERED);
  }

  @Test
  void whatCannotEvenBeLookedAtWhileItIsHeldIsTold() {
    delivering.hold("ann paused it");
    wants(1, "x");
    stands(0, State.UNDER_WAY);
    begins(LOOK);
    delivering.failed(State.CANNOT_WRITE, "it is a folder", now);

    stands(0, State.CANNOT_WRITE);
    passes(SECOND);
    finds(NONE);
    stands(0, State.HELD);
    rests();
  }

  @Test
  void whatWasPutOffIsTriedAtOnceWhenThatIsWanted() {
    wants(1, "x");
    begins(LOOK);
    delivering.failed(State.CANNOT_WRITE, "it is a folder", now);
    delivering.atOnce();
    begins(LOOK);
    delivering.failed(State.CANNOT_WRITE, "it is a folder", now);
    passes(SECOND.minusMillis(1));
    rests();
    delivering.atOnce();
    finds(NONE);
    writes();
    reloads();
    delivering.atOnce();
    finds("edited");
    writes();
    rests();
  }

  @Test
  void onlyWhatWasBegunEnds() {
    wants(1, "x");
    assertThatThrownBy(() -> delivering.reloaded()).isInstanceOf(IllegalStateException.class);
    assertThat(delivering.next(now)).isEqualTo(Optional.of(LOOK));
  }

  @Test
  void onlySomeStatesNeedHelp() {
    assertThat(State.values())
        .filteredOn(State::needsHelp)
        .containsExactly(
            State.CANNOT_WRITE, State.DISK_FULL, State.RELOAD_FAILS, State.KEY_MISMATCH);
  }
}
