package io.quorate.core.formation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Two form a cluster at one time, each may stop at any moment, voters are started anew and lose
 * their volumes: every order of all that is looked at.
 */
final class FormationInterleavingsTest {
  private static final int VOLUMES_LOST = 1;
  private static final int STARTED_ANEW = 0;

  @Test
  void noVoterComesBackEmptyBesideThoseThatItHeldDataWith() {
    Set<ModelState> seen = new HashSet<>();
    Deque<ModelState> next = new ArrayDeque<>();
    next.push(ModelState.begin(VOLUMES_LOST, STARTED_ANEW));
    boolean formed = false;
    while (!next.isEmpty()) {
      ModelState state = next.pop();
      if (!seen.add(state)) {
        continue;
      }
      assertThat(state.voters()).as("rule S4").noneMatch(ModelVoter::returnedEmpty);
      assertThat(state.formations()).as("two clusters").hasSizeLessThan(2);
      if (state.nothingLost()) {
        assertThat(state.formedOnceMore().allMembers()).as("%s cannot be finished", state).isTrue();
      }
      formed = formed || state.allMembers();
      next.addAll(state.successors());
    }
    assertThat(formed).isTrue();
    assertThat(seen).hasSizeGreaterThan(10_000);
  }
}
