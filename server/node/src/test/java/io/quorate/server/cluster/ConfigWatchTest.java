package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.client.error.Refusals;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.v1.ApplyGroupResponse;
import io.quorate.v1.ConfigChange;
import io.quorate.v1.ConfigWatchEvent;
import io.quorate.v1.ConfigurationGrpc;
import io.quorate.v1.DeleteGroupRequest;
import io.quorate.v1.WatchConfigRequest;
import io.quorate.v1.WriteConfigRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches of a configuration miss no newest value and no deletion, on whichever node they are. */
final class ConfigWatchTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.settled();
    ApplyGroupResponse unused =
        cluster.ask(A).applyGroup(MemoryCluster.apply(MemoryCluster.spec()));
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  /** What somebody knows who takes what a watch tells. */
  private static Map<String, String> known(Ended<ConfigWatchEvent> watch) {
    Map<String, String> known = new TreeMap<>();
    long revision = 0;
    for (ConfigWatchEvent event : watch.values()) {
      assertThat(event.getRevision()).isGreaterThanOrEqualTo(revision);
      revision = event.getRevision();
      if (event.getReset()) {
        known.clear();
      }
      event
          .getValuesList()
          .forEach(
              value ->
                  known.put(
                      value.getNode() + ":" + value.getPath(), value.getValue().toStringUtf8()));
      event.getDeletedList().forEach(gone -> known.remove(gone.getNode() + ":" + gone.getPath()));
    }
    return known;
  }

  private static long told(Ended<ConfigWatchEvent> watch) {
    List<ConfigWatchEvent> events = watch.values();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (!events.get(i).getMore()) {
        return events.get(i).getRevision();
      }
    }
    return -1;
  }

  private static void awaitTold(Ended<ConfigWatchEvent> watch, long revision)
      throws InterruptedException {
    Await.until(() -> watch.values() + " " + watch.end(), () -> told(watch) >= revision);
  }

  private Ended<ConfigWatchEvent> watch(NodeId by, WatchConfigRequest.Builder request) {
    Ended<ConfigWatchEvent> watch = new Ended<>();
    ConfigurationGrpc.newStub(cluster.channel(by)).watch(request.setGroup(GROUP).build(), watch);
    return watch;
  }

  private static WatchConfigRequest.Builder from(long revision) {
    return WatchConfigRequest.newBuilder().setFrom(revision);
  }

  private long write(ConfigChange.Builder... changes) {
    WriteConfigRequest.Builder request = WriteConfigRequest.newBuilder().setGroup(GROUP);
    for (ConfigChange.Builder change : changes) {
      request.addChanges(change);
    }
    return ConfigurationGrpc.newBlockingStub(cluster.channel(A))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS)
        .writeConfig(request.build())
        .getRevision();
  }

  private static ConfigChange.Builder set(String path, String value) {
    return ConfigChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(value));
  }

  private static ConfigChange.Builder delete(String path) {
    return ConfigChange.newBuilder().setPath(path);
  }

  @Test
  void everyNodeTellsOfEachCommitInOneEvent() throws Exception {
    write(set("old", "1"), set("dir/x", "1"));
    List<Ended<ConfigWatchEvent>> watches =
        List.of(watch(A, from(0)), watch(B, from(0)), watch(W, from(0)));
    for (Ended<ConfigWatchEvent> watch : watches) {
      awaitTold(watch, 1);
      assertThat(watch.values().get(0).getReset()).isTrue();
    }
    write(set("dir/x", "2"), delete("old"), set("dir/x", "own").setNode("a"));

    for (Ended<ConfigWatchEvent> watch : watches) {
      awaitTold(watch, 2);
      ConfigWatchEvent last = watch.values().get(watch.values().size() - 1);
      assertThat(last.getValuesCount()).isEqualTo(2);
      assertThat(last.getDeletedCount()).isEqualTo(1);
      assertThat(last.getCoalesced()).isFalse();
      assertThat(known(watch)).isEqualTo(Map.of(":dir/x", "2", "a:dir/x", "own"));
    }
  }

  @Test
  void onlyWhatIsAskedForIsTold() throws Exception {
    Ended<ConfigWatchEvent> below = watch(B, from(0).setBelow("dir"));
    Ended<ConfigWatchEvent> ofB = watch(B, from(0).setNode("b"));
    awaitTold(below, 0);
    awaitTold(ofB, 0);
    write(set("directory", "1"), set("dir/x", "own").setNode("a"));
    write(set("other", "1"));
    write(delete("directory"), set("dir/x", "2"));

    awaitTold(below, 3);
    awaitTold(ofB, 3);
    assertThat(known(below)).isEqualTo(Map.of(":dir/x", "2", "a:dir/x", "own"));
    assertThat(known(ofB)).isEqualTo(Map.of(":dir/x", "2", ":other", "1"));
    assertThat(below.values()).extracting(ConfigWatchEvent::getRevision).doesNotContain(2L);
  }

  @Test
  void whoWasAwayIsToldWhatStillStandsAndWhatIsGone() throws Exception {
    write(set("a", "1"), set("b", "1"), set("c", "1"));
    write(set("a", "2"));
    write(delete("b"));
    write(set("a", "3"));
    Ended<ConfigWatchEvent> watch = watch(W, from(1));
    awaitTold(watch, 4);

    assertThat(watch.values()).extracting(ConfigWatchEvent::getRevision).containsExactly(3L, 4L);
    assertThat(watch.values()).allMatch(ConfigWatchEvent::getCoalesced);
    assertThat(watch.values().get(0).getDeleted(0).getPath()).isEqualTo("b");
    assertThat(known(watch)).isEqualTo(Map.of(":a", "3"));

    write(set("a", "4"));
    awaitTold(watch, 5);
    assertThat(watch.values().get(2).getCoalesced()).isFalse();
  }

  @Test
  void aRevisionThatTheNodeHasNotComeToIsWaitedFor() throws Exception {
    cluster.node(W).member().pause();
    write(set("a", "1"));
    write(set("a", "2"));
    Ended<ConfigWatchEvent> watch = watch(W, from(1));
    cluster.node(W).member().resume();

    awaitTold(watch, 2);
    assertThat(known(watch)).isEqualTo(Map.of(":a", "2"));
  }

  @Test
  void whatIsNotHereIsNowhereOnlyByTheLeadersWord() throws Exception {
    Ended<ConfigWatchEvent> early = watch(A, from(99));
    Await.until(() -> "" + early.values(), () -> early.end() != null);
    assertThat(early.refusal().hasReason("FROM_THE_FUTURE")).isTrue();

    cluster.node(W).member().pause();
    ApplyGroupResponse unused =
        cluster
            .ask(A)
            .applyGroup(
                MemoryCluster.apply(MemoryCluster.spec().toBuilder().setName("late").build()));
    Ended<ConfigWatchEvent> lagging = new Ended<>();
    ConfigurationGrpc.newStub(cluster.channel(W))
        .watch(WatchConfigRequest.newBuilder().setGroup("late").build(), lagging);
    Await.until(() -> "" + lagging.values(), () -> lagging.end() != null);
    assertThat(lagging.refusal().hasReason("NO_QUORUM")).as("another may know it").isTrue();
    Ended<ConfigWatchEvent> nobody = new Ended<>();
    ConfigurationGrpc.newStub(cluster.channel(W))
        .watch(WatchConfigRequest.newBuilder().setGroup("nobody").build(), nobody);
    Await.until(() -> "" + nobody.values(), () -> nobody.end() != null);
    assertThat(nobody.refusal().hasReason("UNKNOWN_GROUP")).isTrue();
    cluster.node(W).member().resume();
  }

  @Test
  void aSnapshotInBetweenTakesNothingAway() throws Exception {
    write(set("a", "1"), set("b", "1"));
    Ended<ConfigWatchEvent> watch = watch(W, from(0));
    awaitTold(watch, 1);
    cluster.node(W).member().away();
    write(set("a", "2"));
    write(delete("b"));
    write(set("c", "1"));
    Await.until(
        () -> "it lags", () -> cluster.node(W).member().appliedIndex() == cluster.log().last());
    cluster.node(W).member().installed();

    awaitTold(watch, 4);
    assertThat(known(watch)).isEqualTo(Map.of(":a", "2", ":c", "1"));
    assertThat(watch.values().get(watch.values().size() - 1).getCoalesced()).isTrue();
  }

  @Test
  void muchComesInPiecesOfWhichTheLastIsSaid() throws Exception {
    String large = "x".repeat(20 << 10);
    for (int i = 0; i < 4; i++) {
      write(set("v/" + i + "/1", large), set("v/" + i + "/2", large + "y"));
    }
    Ended<ConfigWatchEvent> all = watch(B, from(0));
    Ended<ConfigWatchEvent> missed = watch(B, from(1));
    awaitTold(all, 4);
    awaitTold(missed, 4);

    assertThat(known(all)).hasSize(8);
    assertThat(known(missed)).hasSize(6);
    assertThat(all.values()).extracting(ConfigWatchEvent::getReset).containsOnlyOnce(true);
    assertThat(all.values()).filteredOn(ConfigWatchEvent::getMore).hasSizeGreaterThan(2);
    assertThat(missed.values()).extracting(ConfigWatchEvent::getRevision).contains(2L, 3L, 4L);
  }

  @Test
  void whatCannotBeWatchedIsRefused() throws Exception {
    Ended<ConfigWatchEvent> wrong = watch(A, from(-1).setBelow("a//b").setNode("no name"));
    Await.until(() -> "" + wrong.values(), () -> wrong.end() != null);
    assertThat(wrong.refusal().reasons())
        .extracting(io.quorate.v1.Notice::getPath)
        .containsExactlyInAnyOrder("from", "below", "node");
    Ended<ConfigWatchEvent> unknown = new Ended<>();
    ConfigurationGrpc.newStub(cluster.channel(A))
        .watch(WatchConfigRequest.newBuilder().setGroup("nobody").build(), unknown);
    Await.until(() -> "" + unknown.values(), () -> unknown.end() != null);
    assertThat(unknown.refusal().hasReason("UNKNOWN_GROUP")).isTrue();
  }

  @Test
  void aWatchEndsWithItsGroup() throws Exception {
    write(set("a", "1"));
    Ended<ConfigWatchEvent> watch = watch(B, from(0));
    awaitTold(watch, 1);
    write(delete("a"));
    cluster.ask(A).deleteGroup(DeleteGroupRequest.newBuilder().setName(GROUP).build());

    Await.until(() -> "" + watch.values(), () -> watch.end() != null);
    assertThat(Refusals.fromThrowable(watch.failure()).orElseThrow().hasReason("UNKNOWN_GROUP"))
        .isTrue();
    assertThat(known(watch)).isEmpty();
  }
}
