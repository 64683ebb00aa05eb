package io.quorate.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.server.guard.GuardPhase;
import io.quorate.server.guard.GuardView;
import io.quorate.server.guard.Presence;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is wrong with a guard is told, not only that something is. */
final class GuardHandleTest {
  private static final Duration BEAT = Duration.ofMillis(40);

  private static String trouble(Presence presence, GuardPhase phase, Duration beatAge) {
    return GuardHandle.trouble(
        new GuardView(presence, phase, beatAge, null, List.of(), Set.of(), null));
  }

  @Test
  void nothingIsWrongWithOneThatGuards() {
    assertThat(trouble(Presence.ALIVE, GuardPhase.GUARDING, BEAT)).isEmpty();
    assertThat(trouble(Presence.ALIVE, GuardPhase.GUARDING, Duration.ofMillis(1_999))).isEmpty();
  }

  @Test
  void everythingElseIsSaid() {
    assertThat(trouble(Presence.GONE, GuardPhase.GUARDING, BEAT))
        .isEqualTo("the process of the guard has ended");
    assertThat(trouble(Presence.ALIVE, GuardPhase.GUARDING, Duration.ofSeconds(2)))
        .isEqualTo(
            "the guard said nothing for 2000 ms: it is stopped, starved, or held up by a disk");
    assertThat(trouble(Presence.ALIVE, GuardPhase.STARTING, BEAT))
        .isEqualTo("the guard has not begun");
    assertThat(trouble(Presence.ALIVE, GuardPhase.FENCING, BEAT))
        .isEqualTo("the guard kills what it guards: its lease is over");
    assertThat(trouble(Presence.GONE, GuardPhase.CLEAN, BEAT))
        .isEqualTo("the guard has killed what it guarded: its lease was over");
    assertThat(trouble(Presence.ALIVE, GuardPhase.FAILED_TO_KILL, BEAT))
        .isEqualTo("the guard cannot kill what it guards");
  }
}
