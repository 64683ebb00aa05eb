package io.quorate.core.config;

import static io.quorate.core.config.ConfiguredGroup.A;
import static io.quorate.core.config.ConfiguredGroup.B;
import static io.quorate.core.config.ConfiguredGroup.at;
import static io.quorate.core.config.ConfiguredGroup.delete;
import static io.quorate.core.config.ConfiguredGroup.rollback;
import static io.quorate.core.config.ConfiguredGroup.set;
import static io.quorate.core.config.ConfiguredGroup.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.NodeId;
import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.EntryLimits;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.CountingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What one request, and one log entry, can make every replica read and hold in memory. */
final class ConfigBoundsTest {
  /** So many of the largest values are as much as a commit may set, and as much as it replaces. */
  private static final int FULL = ConfigLimits.COMMIT_BYTES / ConfigValue.MAX_BYTES;

  private static final String LARGE = "x".repeat(ConfigValue.MAX_BYTES);

  private final ConfiguredGroup group = new ConfiguredGroup().raised();

  private void large(int from, int to) {
    for (int i = from; i < to; i++) {
      group.done(write(set("dir/large" + i, LARGE)));
    }
  }

  private static ConfigEdit[] deletions(int from, int to) {
    List<ConfigEdit> edits = new ArrayList<>();
    for (int i = from; i < to; i++) {
      edits.add(delete("dir/large" + i));
    }
    return edits.toArray(ConfigEdit[]::new);
  }

  @Test
  void whatIsReplacedAtOnceIsBounded() {
    large(0, FULL + 1);

    assertThat(group.refused(write(deletions(0, FULL + 1)))).containsExactly("LIMIT_EXCEEDED");
    assertThat(group.view().head().paths()).isEqualTo(FULL + 1);
    group.done(write(deletions(0, FULL)));
    group.done(write(deletions(FULL, FULL + 1)));
    assertThat(group.view().head().bytes()).isZero();
  }

  @Test
  void aRollbackReplacesAndBringsBackNoMoreThanAWrite() {
    large(0, FULL + 1);
    assertThat(group.refused(rollback(0))).containsExactly("LIMIT_EXCEEDED");
    group.done(rollback(1));

    group.done(write(delete("dir/large0")));
    assertThat(group.refused(rollback(FULL + 1))).containsExactly("LIMIT_EXCEEDED");
    group.done(rollback(FULL + 2));
    assertThat(group.view().head().paths()).isEqualTo(1);
  }

  @Test
  void whatIsLookedAtForARollbackIsBounded() {
    int changes = ConfigLimits.SINCE_ROWS / ConfigLimits.EDITS;
    for (int i = 0; i <= changes; i++) {
      List<ConfigEdit> edits = new ArrayList<>();
      for (int path = 0; path < ConfigLimits.EDITS; path++) {
        edits.add(set("p" + path, "" + i));
      }
      group.done(write(edits.toArray(ConfigEdit[]::new)));
    }

    assertThat(group.view().since(new Revision(0))).isNull();
    assertThat(group.refused(rollback(0))).containsExactly("LIMIT_EXCEEDED");
    assertThat(group.view().since(new Revision(1))).hasSize(ConfigLimits.EDITS);
    group.done(rollback(1));
    assertThat(group.get("p5")).isEqualTo("0");
  }

  @Test
  void oneLargeValueThatChangesOftenComesBack() {
    for (int i = 0; i < 2 * FULL; i++) {
      group.done(write(set("large", i + LARGE.substring(10))));
    }

    group.done(rollback(1));
    assertThat(group.get("large")).startsWith("0x");
    assertThat(group.done(rollback(1))).isEqualTo(2 * FULL + 1);
  }

  @Test
  void oneEntryMovesNotMuchMoreThanOneCommit() {
    large(0, FULL);
    ConfigCommand all = write(deletions(0, FULL));
    Term term = new Term(1);
    EntryContext entry = new EntryContext(term, 99, new ClusterTime(1_000_000));
    List<Request> requests = new ArrayList<>();
    for (ConfigCommand command :
        List.of(all, rollback(FULL), write(set("small", "")), rollback(0))) {
      requests.add(new Request(new Command.Configure(command), "eva", null, term));
    }

    assertThat(Registry.apply(entry, requests, group.store))
        .extracting(ConfigBoundsTest::reasons)
        .containsExactly(List.of(), List.of(), List.of("ENTRY_FULL"), List.of("ENTRY_FULL"));
  }

  /** Else a program that writes on under the next number would believe that it was refused. */
  @Test
  void aSessionKeepsNoAnswerThatOnlySaysThatTheEntryIsFull() {
    group.decide(new Command.OpenSession());
    large(0, FULL);
    Term term = new Term(1);
    Request moved = new Request(configure(write(deletions(0, FULL))), "eva", null, term);
    Request back = new Request(configure(rollback(FULL)), "eva", null, term);
    Request small =
        new Request(
            configure(write(set("small", ""))), "eva", new SessionStep(new SessionId(1), 1), term);
    EntryContext entry = new EntryContext(term, 99, new ClusterTime(1_000_000));
    EntryContext next = new EntryContext(term, 100, new ClusterTime(1_000_001));

    Request another = new Request(new Command.OpenSession(), "eva", null, term);

    List<Decision> decisions =
        Registry.apply(entry, List.of(moved, back, small, another), group.store);

    assertThat(reasons(decisions.get(2))).containsExactly("ENTRY_FULL");
    assertThat(reasons(decisions.get(3))).as("what moves no values has room").isEmpty();
    assertThat(Registry.apply(next, List.of(small), group.store))
        .hasOnlyElementsOfType(Decision.Accepted.class);
  }

  private static Command configure(ConfigCommand command) {
    return new Command.Configure(command);
  }

  private static List<String> reasons(Decision decision) {
    return decision instanceof Decision.Rejected rejected
        ? rejected.refusals().stream().map(Refusal::reason).map(Enum::name).toList()
        : List.of();
  }

  @Test
  void aChangeTakesUpOfAnEntryWhatAnEventDoes() {
    assertThat(new Command.Configure(write()).maxEvents()).isEqualTo(1);
    assertThat(new Command.Configure(write(deletions(0, 7))).maxEvents()).isEqualTo(7);
    assertThat(new Command.Configure(rollback(1)).maxEvents()).isEqualTo(EntryLimits.MAX_EVENTS);
  }

  @Test
  void aFolderOfLargeValuesIsNotReadAsAWhole() {
    large(0, FULL);
    List<ConfigEdit> edits = new ArrayList<>(List.of(set("dir", "a file")));
    for (int i = 1; i < ConfigLimits.EDITS; i++) {
      edits.add(set("other" + i, ""));
    }

    assertThat(group.refused(write(edits.toArray(ConfigEdit[]::new))))
        .containsExactly("PATH_CONFLICT");
    List<ConfigEdit> instead = new ArrayList<>(List.of(deletions(0, FULL)));
    instead.add(set("dir", "a file"));
    group.done(write(instead.toArray(ConfigEdit[]::new)));
    assertThat(group.view().head().paths()).isEqualTo(1);
  }

  @Test
  void placesAreLookedUpOnceForEditsBesideEachOther() {
    group.done(write(set(at(A, "own"), "1", 0), set(at(B, "own"), "1", 0), set("all", "1")));
    List<ConfigEdit> edits = new ArrayList<>();
    for (int i = 0; i < ConfigLimits.EDITS / 2; i++) {
      edits.add(set("a/b/c/d/e/f" + i, "x"));
      edits.add(set(at(new NodeId("stranger" + i), "a/b/c/d/e/f" + i), "x", 0));
    }
    CountingStore counted = new CountingStore(group.store);

    ConfigDecision decision =
        ConfigRules.decide(
            write(edits.toArray(ConfigEdit[]::new)),
            new SpaceOwner(new TreeSet<>(List.of(A, B)), null),
            new ConfigRules.Asked("eva", new ClusterTime(0)),
            counted);
    assertThat(decision.refusals().stream().map(Refusal::reason).map(Enum::name))
        .contains("NOT_A_MEMBER");
    assertThat(counted.searches()).isLessThan(3 * ConfigLimits.EDITS);
  }

  @Test
  void aConflictNamesTheMemberWhoseValueItIs() {
    group.done(write(set(at(A, "own"), "1", 0)));

    assertThat(group.decide(new Command.Configure(write(set("own/x", "1")))).toString())
        .contains("it would lie in own of a, which has a value");
  }

  @Test
  void whatIsWrongIsShownOnlyInPart() {
    ConfigValue value = new ConfigValue(new byte[0], "\n".repeat(100_000));

    assertThat(value.wrong().orElseThrow()).hasSizeLessThan(200).doesNotContain("\n");
    assertThat(ConfigPath.wrong("ü".repeat(500)).orElseThrow())
        .hasSizeLessThan(200)
        .contains("is longer than 64 characters");
  }
}
