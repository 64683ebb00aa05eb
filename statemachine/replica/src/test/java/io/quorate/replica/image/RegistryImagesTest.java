package io.quorate.replica.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.GroupId;
import io.quorate.core.NodeKind;
import io.quorate.core.Term;
import io.quorate.core.image.ImageChange;
import io.quorate.core.image.RegistryImage;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Event;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.GroupRecord;
import io.quorate.core.registry.NodeRecord;
import io.quorate.core.registry.Request;
import io.quorate.replica.AppliedEntry;
import io.quorate.replica.LogEntry;
import io.quorate.replica.codec.EncodedRequest;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.Samples;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.RocksStore;
import io.quorate.replica.store.StoreBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real store, so that an image is of decoded records too. */
class RegistryImagesTest {
  private static final Term TERM = new Term(1);
  private static final GroupId WEB = Samples.spec().name();

  @TempDir private Path root;
  private RocksStore store;
  private final RegistryImages images = new RegistryImages();
  private final List<ImageChange> told = new ArrayList<>();
  private long index;

  @BeforeEach
  void open() {
    store = RocksStore.openOrCreate(root.resolve("store"), new StateCodecs(), StoreBudget.WITNESS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void apply(Command command) {
    EntryPosition position = new EntryPosition(TERM.value(), ++index);
    byte[] entry =
        EncodedRequest.entry(List.of(EncodedRequest.of(Request.byLeader(command, TERM))));
    AppliedEntry<Event> applied =
        store.write(
            position,
            tables -> new RegistryApplier().apply(new LogEntry(position, index, entry), tables));
    RegistryImage whole =
        store.read(
            state -> {
              images.applied(position, applied.events(), state);
              return RegistryImage.of(index, state);
            });
    assertThat(images.current()).isEqualTo(whole);
  }

  private void declared() {
    List<NodeRecord> nodes = new ArrayList<>();
    Samples.spec()
        .members()
        .forEach(member -> nodes.add(new NodeRecord(member.node(), NodeKind.DATA)));
    apply(new Command.DefineCluster("c", nodes));
    apply(new Command.RaiseFeatureLevel(FeatureLevels.CONFIGURATION));
    apply(new Command.ApplyGroup(Samples.spec(), null));
    assertThat(images.current().group(WEB)).isPresent();
  }

  private static Command pause() {
    return new Command.SetAutomation(WEB, GroupRecord.Automation.PAUSED, "");
  }

  @Test
  void watchersAreToldWhatChangedUntilTheyLeave() {
    declared();
    RegistryImages.Watch watch = images.watch(told::add);
    apply(pause());
    assertThat(told).hasSize(1);
    assertThat(told.get(0).image()).isSameAs(images.current());
    assertThat(told.get(0).groups()).containsExactly(WEB);
    assertThat(told.get(0).concerns(WEB)).isTrue();
    assertThat(told.get(0).concerns(new GroupId("another"))).isFalse();

    apply(pause()); // is paused already
    assertThat(told).hasSize(1);
    assertThat(images.current().index()).isEqualTo(index);

    watch.close();
    apply(new Command.DeleteGroup(WEB, null));
    assertThat(told).hasSize(1);
    assertThat(images.current().groups()).isEmpty();
  }

  @Test
  void aStateThatWasReplacedConcernsEverything() {
    declared();
    images.watch(told::add);
    RegistryImage before = images.current();
    store.read(
        state -> {
          images.replaced(new EntryPosition(1, index), state);
          return 0;
        });
    assertThat(images.current()).isEqualTo(before).isNotSameAs(before);
    assertThat(told).singleElement().matches(change -> change.concerns(new GroupId("any")));
  }
}
