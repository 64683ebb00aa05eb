package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Reason;
import io.quorate.core.RequestId;
import io.quorate.core.Term;
import io.quorate.core.declaration.Environment;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.Program;
import io.quorate.core.declaration.Resource;
import io.quorate.core.declaration.RunAs;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.store.CountingStore;
import io.quorate.core.store.InMemoryStore;
import io.quorate.core.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What entries, records and commands may grow to, and what a command costs however long it ran. */
final class EntryBoundsTest {
  private static final Term TERM = new Term(3);
  private static final NodeId A = new NodeId("a");

  private final InMemoryStore rows = new InMemoryStore();
  private final CountingStore store = new CountingStore(rows);
  private long index;

  private List<Decision> apply(List<Request> requests) {
    index++;
    return Registry.apply(
        new EntryContext(TERM, index, new ClusterTime(index * 1_000)), requests, store);
  }

  private Decision apply(Command command) {
    return apply(List.of(Request.byLeader(command, TERM))).get(0);
  }

  private void declare(int groups) {
    apply(new Command.DefineCluster("c", List.of(new NodeRecord(A, NodeKind.DATA))));
    for (int i = 0; i < groups; i++) {
      assertThat(apply(new Command.ApplyGroup(spec("g" + i), null)))
          .isInstanceOf(Decision.Accepted.class);
    }
  }

  private static GroupSpec spec(String name) {
    return spec(name, List.of());
  }

  private static GroupSpec spec(String name, List<Resource> resources) {
    return new GroupSpec(
        new GroupId(name),
        List.of(new GroupMember(A, List.of())),
        TimingProfile.LAN.timing(),
        FailoverPolicy.DEFAULT,
        resources,
        List.of());
  }

  /** A declaration with so many bytes of text. */
  private static Command declared(String name, int bytes) {
    TreeMap<String, String> variables = new TreeMap<>();
    for (int left = bytes - 3; left > 0; left -= 50_001) {
      variables.put("" + (char) ('a' + variables.size()), "x".repeat(Math.min(50_000, left - 1)));
    }
    Resource hook =
        new Resource.Hook(
            "h",
            null,
            null,
            Program.of("run"),
            Duration.ofSeconds(1),
            new Environment(variables),
            RunAs.NODE);
    return new Command.ApplyGroup(spec(name, List.of(hook)), null);
  }

  private void refusedAsTooMuch(Command command) {
    assertThat(apply(command))
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            refused ->
                assertThat(refused.refusals())
                    .singleElement()
                    .extracting("reason")
                    .isEqualTo(Reason.LIMIT_EXCEEDED));
  }

  @Test
  void allDeclarationsTogetherAreOfBoundedSize() {
    declare(0);
    int large = 256 << 10;
    int fitting = (int) (DeclarationRules.MAX_DECLARED_BYTES / large);
    for (int i = 0; i < fitting; i++) {
      assertThat(apply(declared("g" + i, large))).isInstanceOf(Decision.Accepted.class);
    }
    refusedAsTooMuch(declared("one-more", 10));
    assertThat(apply(declared("g0", large - 20))).isInstanceOf(Decision.Accepted.class);
    assertThat(apply(declared("one-more", 10))).isInstanceOf(Decision.Accepted.class);
    refusedAsTooMuch(declared("two-more", 20));
    assertThat(apply(new Command.DeleteGroup(new GroupId("g1"), null)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(apply(declared("two-more", 20))).isInstanceOf(Decision.Accepted.class);
    assertThat(Facts.DECLARED_BYTES.read(store)).isEqualTo((fitting - 1L) * large - 20 + 10 + 20);
    assertThat(Facts.groupCount(store)).isEqualTo(fitting + 1);

    Facts.DECLARED_BYTES.add(store, large); // as under a limit that was higher
    refusedAsTooMuch(declared("g0", large));
    assertThat(apply(declared("g0", large - 21))).isInstanceOf(Decision.Accepted.class);
  }

  private static Request automation(boolean pause, int number) {
    GroupRecord.Automation wanted =
        pause ? GroupRecord.Automation.PAUSED : GroupRecord.Automation.RUNNING;
    return new Request(
        new Command.SetAutomation(null, wanted, ""), "ann", new RequestId("r" + number), null);
  }

  @Test
  void anEntryThatChangesAllGroupsManyTimesIsAppliedAndWhatIsBeyondTheLimitRefused() {
    declare(DeclarationRules.MAX_GROUPS);
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      requests.add(automation(i % 2 == 0, i));
    }
    List<Decision> decisions = apply(requests);
    assertThat(decisions.subList(0, 4)).allMatch(Decision.Accepted.class::isInstance);
    assertThat(decisions.get(4))
        .isInstanceOfSatisfying(
            Decision.Rejected.class,
            refused ->
                assertThat(refused.refusals())
                    .singleElement()
                    .extracting("reason")
                    .isEqualTo(Reason.ENTRY_FULL));
    // What was refused was not remembered as carried out: asked again, it is carried out.
    assertThat(apply(List.of(requests.get(4))).get(0))
        .isInstanceOfSatisfying(
            Decision.Accepted.class,
            accepted -> assertThat(accepted.events()).hasSize(DeclarationRules.MAX_GROUPS));
  }

  @Test
  void theLimitOfGroupsIsCountedAndFallsWithADeletion() {
    declare(DeclarationRules.MAX_GROUPS);
    int before = store.searches();
    assertThat(apply(new Command.ApplyGroup(spec("one-more"), null)))
        .isInstanceOf(Decision.Rejected.class);
    assertThat(apply(new Command.ApplyGroup(spec("g0"), null)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(apply(new Command.DeleteGroup(new GroupId("g0"), null)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(apply(new Command.ApplyGroup(spec("one-more"), null)))
        .isInstanceOf(Decision.Accepted.class);
    assertThat(Facts.groupCount(store)).isEqualTo(rows.size(Table.GROUPS));
    // The nodes that a declaration may name are looked at, a handful, and, before a deletion,
    // whether there is a candidate of a configuration; nothing else is.
    assertThat(store.searches() - before).isLessThanOrEqualTo(4);
  }

  @Test
  void aCommandCostsTheSameHoweverMuchWasDroppedBefore() {
    declare(1);
    int before = store.searches();
    for (int i = 0; i < 5_000; i++) {
      GroupRecord.Automation wanted =
          i % 2 == 0 ? GroupRecord.Automation.PAUSED : GroupRecord.Automation.RUNNING;
      Command command = new Command.SetAutomation(new GroupId("g0"), wanted, "");
      apply(List.of(new Request(command, "ann", new RequestId("r" + i), null)));
    }
    assertThat(store.searches()).isEqualTo(before);
    assertThat(rows.size(Table.JOURNAL)).isEqualTo(1_000);
    // An hour of one a second.
    assertThat(rows.size(Table.REQUESTS)).isEqualTo(3_601);
    assertThat(rows.size(Table.REQUEST_ORDER)).isEqualTo(3_601);
  }

  @Test
  void aTextIsCutAndNotMultiplied() {
    declare(1);
    String text = "\uD83D\uDE00".repeat(100_000);
    Command.SetAutomation pause =
        new Command.SetAutomation(null, GroupRecord.Automation.PAUSED, text);
    Request request = new Request(pause, text, null, null);
    assertThat(pause.cause())
        .hasSizeBetween(Wording.MAX_LENGTH - 1, Wording.MAX_LENGTH)
        .endsWith("\uDE00...");
    assertThat(request.actor()).isEqualTo(pause.cause());
    assertThat(new Command.ExpireRole(new GroupId("g0"), Epoch.NONE, "short").cause())
        .isEqualTo("short");
  }

  @Test
  void aClockThatWasCenturiesAheadEndsNothing() {
    declare(1);
    EntryContext broken = new EntryContext(TERM, ++index, new ClusterTime(Long.MAX_VALUE));
    List<Request> requests = List.of(automation(true, 1), automation(false, 2));
    assertThat(Registry.apply(broken, requests, store))
        .allMatch(Decision.Accepted.class::isInstance);
    assertThat(apply(requests)).allMatch(Decision.Accepted.class::isInstance);
  }
}
