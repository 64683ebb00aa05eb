package io.quorate.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeMembersTest {
  private static final ProcessMarker OURS = ProcessMarker.of("node", "a");
  private static final KillScope SCOPE = KillScope.of(OURS);

  @Test
  void findsByMarkerButNotByALongerName() {
    assertThat(members(SCOPE, entry(5, 1, 5, "node/a/7/"), entry(6, 1, 6, "node/ab/7/")))
        .containsExactly(id(5));
  }

  @Test
  void findsDescendantsWhateverTheirOrderAndEnvironment() {
    assertThat(
            members(
                SCOPE,
                entry(3, 9, 3, ""),
                entry(9, 8, 9, ""),
                entry(8, 1, 8, "node/a/"),
                entry(4, 1, 4, "")))
        .containsExactly(id(3), id(8), id(9));
  }

  @Test
  void findsTheSessionOfALeaderThatIsGone() {
    KillScope scope = SCOPE.knowing(Set.of(id(50)));
    assertThat(members(scope, entry(60, 1, 50, ""), entry(61, 1, 51, ""))).containsExactly(id(60));
  }

  @Test
  void leavesAStrangersSessionThatHasTheSameNumber() {
    KillScope scope = SCOPE.knowing(Set.of(new ProcessId(50, 1)));
    assertThat(members(scope, entry(50, 1, 50, ""), entry(60, 1, 50, ""))).isEmpty();
  }

  @Test
  void leavesTheSessionThatAMemberOnlyShares() {
    assertThat(members(SCOPE, entry(2, 1, 2, ""), entry(5, 2, 2, "node/a/"), entry(6, 2, 2, "")))
        .containsExactly(id(5));
  }

  @Test
  void takesAllChildrenOfAnAncestorButNotTheSpared() {
    KillScope scope = new KillScope(OURS, Set.of(), Set.of(10L), Set.of(10L, 11L));
    assertThat(
            members(
                scope, entry(10, 1, 10, "node/a/"), entry(11, 10, 11, ""), entry(12, 10, 12, "")))
        .containsExactly(id(12));
  }

  @Test
  void takesWhatTheCgroupLists() {
    ProcessTable table = new ProcessTable(List.of(entry(5, 1, 5, ""), entry(6, 1, 6, "")));
    assertThat(ScopeMembers.of(table, SCOPE, Set.of(6L))).containsExactly(id(6));
  }

  @Test
  void countsZombiesAsDead() {
    ProcessEntry zombie = new ProcessEntry(id(5), 1, 5, ProcessState.ZOMBIE, "node/a/");
    ProcessTable table = new ProcessTable(List.of(zombie, entry(6, 1, 6, "node/a/")));
    assertThat(ScopeMembers.alive(table, ScopeMembers.of(table, SCOPE, Set.of())))
        .containsExactly(id(6));
  }

  @Test
  void doubtsAnEmptyLookWhenSomebodyUnknownEnded() {
    ProcessEntry known = entry(5, 1, 5, "");
    ProcessEntry dead = new ProcessEntry(id(5), 1, 5, ProcessState.ZOMBIE, "");
    ProcessTable before = new ProcessTable(List.of(known));
    assertThat(new ProcessTable(List.of(known)).leavesDoubts(before)).isFalse();
    assertThat(new ProcessTable(List.of(dead)).leavesDoubts(before)).isFalse();
    assertThat(new ProcessTable(List.of(), Set.of(5L), Set.of()).leavesDoubts(before)).isFalse();
    assertThat(new ProcessTable(List.of(known), Set.of(6L), Set.of()).leavesDoubts(before))
        .isTrue();
    assertThat(new ProcessTable(List.of(dead)).leavesDoubts(new ProcessTable(List.of()))).isTrue();
  }

  @Test
  void doubtsAnEmptyLookWhenSomebodyUnknownReplacedItsProgram() {
    ProcessEntry entry = entry(5, 1, 5, "");
    ProcessTable silent = new ProcessTable(List.of(entry), Set.of(), Set.of(5L));
    assertThat(silent.leavesDoubts(new ProcessTable(List.of()))).isTrue();
    assertThat(silent.leavesDoubts(silent)).isTrue();
    assertThat(silent.leavesDoubts(new ProcessTable(List.of(entry)))).isFalse();
    assertThat(new ProcessTable(List.of(entry)).leavesDoubts(silent)).isFalse();
  }

  @Test
  void nobodyIsProvenByTwoLooksInARowOrByManyThatStrangersDisturb() {
    ProcessTable still = new ProcessTable(List.of(entry(5, 1, 5, "")));
    ProcessTable disturbed = new ProcessTable(List.of(), Set.of(9L), Set.of());
    QuietLooks looks = new QuietLooks();
    looks.nobody(still);
    assertThat(looks.proven()).isFalse();
    looks.somebody(still);
    looks.nobody(still);
    assertThat(looks.proven()).isFalse();
    looks.nobody(still);
    assertThat(looks.proven()).isTrue();

    QuietLooks doubtful = new QuietLooks();
    int needed = 0;
    for (; !doubtful.proven(); needed++) {
      doubtful.nobody(disturbed);
    }
    assertThat(needed).isEqualTo(30);
  }

  @Test
  void forgetsALeaderWhenItsSessionIsEmpty() {
    ProcessTable table = new ProcessTable(List.of(entry(60, 1, 50, "")));
    assertThat(ScopeMembers.remembered(table, Set.of(id(50), id(51), id(60))))
        .containsExactly(id(50), id(60));
  }

  private static Set<ProcessId> members(KillScope scope, ProcessEntry... entries) {
    return ScopeMembers.of(new ProcessTable(List.of(entries)), scope, Set.of());
  }

  private static ProcessEntry entry(long pid, long parent, long session, String marker) {
    return new ProcessEntry(id(pid), parent, session, ProcessState.ALIVE, marker);
  }

  private static ProcessId id(long pid) {
    return new ProcessId(pid, pid * 100);
  }
}
