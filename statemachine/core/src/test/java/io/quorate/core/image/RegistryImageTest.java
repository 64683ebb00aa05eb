package io.quorate.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.ClusterTime;
import io.quorate.core.FeatureLevel;
import io.quorate.core.GroupId;
import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.declaration.FailoverPolicy;
import io.quorate.core.declaration.GroupMember;
import io.quorate.core.declaration.GroupSpec;
import io.quorate.core.declaration.TimingProfile;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.EntryContext;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Registry;
import io.quorate.core.registry.Request;
import io.quorate.core.store.CountingStore;
import io.quorate.core.store.InMemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single images; the transcripts of the registry compare one after every entry. */
final class RegistryImageTest {
  private static final Term TERM = new Term(1);
  private static final NodeId A = new NodeId("a");

  private final CountingStore store = new CountingStore(new InMemoryStore());
  private RegistryImage image = RegistryImage.EMPTY;

  private void apply(Command... commands) {
    long index = image.index() + 1;
    List<Event> events = new ArrayList<>();
    for (Command command : commands) {
      List<Decision> decisions =
          Registry.apply(
              new EntryContext(TERM, index, new ClusterTime(index * 1_000)),
              List.of(Request.byLeader(command, TERM)),
              store);
      if (decisions.get(0) instanceof Decision.Accepted accepted) {
        events.addAll(accepted.events());
      }
    }
    int before = store.searches();
    image = image.after(index, events, store);
    boolean ofCluster = events.stream().anyMatch(event -> event.group() == null);
    assertThat(store.searches() - before).isEqualTo(ofCluster ? 2 : 0);
    assertThat(image).isEqualTo(RegistryImage.of(index, store));
  }

  private static Command declare(String name) {
    return new Command.ApplyGroup(
        new GroupSpec(
            new GroupId(name),
            List.of(new GroupMember(A, List.of())),
            TimingProfile.LAN.timing(),
            FailoverPolicy.DEFAULT,
            List.of(),
            List.of()),
        null);
  }

  private static Command pause(String name) {
    return new Command.SetAutomation(new GroupId(name), GroupRecord.Automation.PAUSED, "");
  }

  private static List<String> names(RegistryImage of) {
    return of.groups().stream().map(group -> group.spec().name().value()).toList();
  }

  private void define() {
    apply(new Command.DefineCluster("c", List.of(new NodeRecord(A, NodeKind.DATA))));
  }

  @Test
  void groupsComeChangeAndGoInOrder() {
    define();
    apply(declare("m"), declare("a"), declare("z"));
    assertThat(names(image)).containsExactly("a", "m", "z");
    apply(declare("k"), pause("z"), new Command.DeleteGroup(new GroupId("a"), null));
    assertThat(names(image)).containsExactly("k", "m", "z");
    assertThat(image.group(new GroupId("z"))).map(GroupRecord::paused).contains(true);
    assertThat(image.group(new GroupId("a"))).isEmpty();
    assertThat(image.group(new GroupId("zz"))).isEmpty();
    apply(new Command.DeleteGroup(new GroupId("z"), null));
    assertThat(names(image)).containsExactly("k", "m");
  }

  @Test
  void anImageStaysAsItWasAndSharesWhatDidNotChange() {
    define();
    apply(declare("a"), declare("b"));
    RegistryImage before = image;
    apply(pause("a"));
    assertThat(before.groups().get(0).paused()).isFalse();
    assertThat(image.groups().get(0).paused()).isTrue();
    assertThat(image.groups().get(1)).isSameAs(before.groups().get(1));
    assertThat(image.nodes()).isSameAs(before.nodes());
    assertThatThrownBy(() -> before.groups().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> before.nodes().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theClusterItselfIsInIt() {
    assertThat(image.cluster()).isEmpty();
    define();
    assertThat(image.cluster()).isEqualTo("c");
    assertThat(image.nodes()).containsEntry(A, NodeKind.DATA);
    assertThat(image.level()).isEqualTo(FeatureLevel.FIRST);
    apply(new Command.RaiseFeatureLevel(new FeatureLevel(3)));
    assertThat(image.level()).isEqualTo(new FeatureLevel(3));
    assertThat(image.time()).isEqualTo(new ClusterTime(2_000));
    assertThat(image.index()).isEqualTo(2);
  }
}
