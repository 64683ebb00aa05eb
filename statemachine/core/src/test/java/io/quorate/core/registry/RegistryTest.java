package io.quorate.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.ClusterTime;
import io.quorate.core.Epoch;
import io.quorate.core.Fingerprint;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.RequestId;
import io.quorate.core.Term;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.store.InMemoryStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single situations of the registry; its transcripts hold the rest. */
final class RegistryTest {
  private static final Term TERM = CommandLog.TERM;
  private static final GroupId GROUP = new GroupId("g");
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");

  private final CommandLog log = new CommandLog();
  private final InMemoryStore store = log.store;

  @BeforeEach
  void declare() {
    accept(
        new Command.DefineCluster(
            "c", List.of(new NodeRecord(A, NodeKind.DATA), new NodeRecord(B, NodeKind.DATA))));
    accept(
        new Command.ApplyGroup(
            new GroupSpec(
                GROUP,
                List.of(new GroupMember(A, List.of()), new GroupMember(B, List.of())),
                TimingProfile.LAN.timing(),
                FailoverPolicy.DEFAULT,
                List.of(),
                List.of()),
            null));
  }

  private void accept(Command command) {
    log.accept(command);
  }

  private void activate(Epoch closed, NodeId node) {
    accept(new Command.GrantRole(GROUP, closed, node, "test"));
    accept(new Command.ConfirmPromotion(GROUP, closed.next(), node));
  }

  private void release(Epoch epoch, NodeId node, Command.ReleaseRole.Outcome outcome) {
    accept(new Command.ReleaseRole(GROUP, epoch, node, outcome, "test"));
  }

  @Test
  void aSwitchoverByNameReachesANodeOnWhichAPromotionFailedLately() {
    accept(new Command.GrantRole(GROUP, Epoch.NONE, B, "test"));
    release(new Epoch(1), B, Command.ReleaseRole.Outcome.PROMOTION_FAILED);
    activate(new Epoch(1), A);
    accept(
        new Command.StartOperation(
            GROUP,
            new Epoch(2),
            Operation.Kind.SWITCHOVER,
            B,
            new ClusterTime(99_000),
            "it is mended"));
    release(new Epoch(2), A, Command.ReleaseRole.Outcome.STOPPED);

    activate(new Epoch(2), B);
  }

  @Test
  void aRequestIsKnownToBeCarriedOutByItsIdAndWhatItAsksFor() {
    Request pause = pause(new RequestId("one"), "pause g");
    assertThat(Preview.carriedOut(pause, store)).isFalse();
    Registry.apply(new EntryContext(TERM, 9, new ClusterTime(9_000)), List.of(pause), store);

    assertThat(Preview.carriedOut(pause, store)).isTrue();
    assertThat(Preview.carriedOut(pause(new RequestId("two"), "pause g"), store)).isFalse();
    assertThat(Preview.carriedOut(pause(new RequestId("one"), "resume g"), store)).isFalse();
    assertThat(Preview.carriedOut(pause(null, "pause g"), store)).isFalse();
  }

  private static Request pause(@Nullable RequestId id, String asks) {
    Command command = new Command.SetAutomation(GROUP, GroupRecord.Automation.PAUSED, "");
    return new Request(command, "ann", id, null, new Fingerprint(asks));
  }

  @Test
  void whatClosesAnEpochIsBoundToTheFirstTermThatItIsGiven() {
    Epoch one = new Epoch(1);
    Command release =
        new Command.ReleaseRole(GROUP, one, A, Command.ReleaseRole.Outcome.STOPPED, "");
    for (Command closing :
        List.of(
            release,
            new Command.ExpireRole(GROUP, one, ""),
            new Command.ForceRole(GROUP, one, A, "ann"))) {
      assertThat(ClosedEpoch.of(closing)).contains(new ClosedEpoch(GROUP, one));
    }
    assertThat(ClosedEpoch.of(new Command.ConfirmPromotion(GROUP, one, A))).isEmpty();

    Request bound = new Request(release, "ann", null, null).in(TERM);
    assertThat(bound.decidedIn()).isEqualTo(TERM);
    assertThat(bound.in(new Term(9))).isEqualTo(bound);
  }

  @Test
  void theClustersNameIsKnownOnceItIsDefined() {
    assertThat(Facts.cluster(new InMemoryStore())).isEmpty();
    assertThat(Facts.cluster(store)).isEqualTo("c");
  }
}
