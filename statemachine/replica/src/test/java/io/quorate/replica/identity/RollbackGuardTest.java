package io.quorate.replica.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.replica.peer.PeerId;
import io.quorate.replica.store.EntryPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class RollbackGuardTest {
  private static boolean refused(long term, long index, PeerSighting... sightings) {
    LogPosition own = new LogPosition(term, new EntryPosition(Math.min(term, 4), index));
    return RollbackGuard.decide(own, List.of(sightings)).isPresent();
  }

  private static PeerSighting seen(long term, long match, long committed) {
    return new PeerSighting(new PeerId("w"), term, match, committed);
  }

  @Test
  void whatNobodySawIsBelieved() {
    assertThat(refused(0, -1)).isFalse();
  }

  @Test
  void anOlderVoteIsARollback() {
    assertThat(refused(4, 100, seen(5, 90, 90))).isTrue();
  }

  @Test
  void inTheSameTermTheLogMayNotBeShorter() {
    assertThat(refused(5, 99, seen(5, 100, 50))).isTrue();
    assertThat(refused(5, 100, seen(5, 100, 50))).isFalse();
  }

  @Test
  void inALaterTermOnlyWhatWasCommittedBinds() {
    assertThat(refused(6, 99, seen(5, 100, 99))).isFalse();
    assertThat(refused(6, 98, seen(5, 100, 99))).isTrue();
  }

  @Test
  void oneWitnessIsEnough() {
    assertThat(refused(5, 99, seen(5, 90, 90), seen(5, 100, 90))).isTrue();
  }
}
