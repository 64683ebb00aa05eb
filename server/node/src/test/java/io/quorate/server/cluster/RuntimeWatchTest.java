package io.quorate.server.cluster;

import static io.quorate.server.cluster.MemoryCluster.A;
import static io.quorate.server.cluster.MemoryCluster.B;
import static io.quorate.server.cluster.MemoryCluster.GROUP;
import static io.quorate.server.cluster.MemoryCluster.W;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quorate.core.NodeId;
import io.quorate.server.process.Await;
import io.quorate.server.wire.Times;
import io.quorate.v1.RuntimeChange;
import io.quorate.v1.RuntimeDeletion;
import io.quorate.v1.RuntimeEntry;
import io.quorate.v1.RuntimeGrpc;
import io.quorate.v1.RuntimeTouch;
import io.quorate.v1.RuntimeWatchEvent;
import io.quorate.v1.SwitchoverRequest;
import io.quorate.v1.TouchRuntimeRequest;
import io.quorate.v1.WatchRuntimeRequest;
import io.quorate.v1.WriteRuntimeRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watches of runtime entries tell also of those that have ended by themselves. */
final class RuntimeWatchTest {
  private static final long CALL_SECONDS = 20;

  @TempDir Path directory;
  private MemoryCluster cluster;

  @BeforeEach
  void begin() throws Exception {
    cluster = new MemoryCluster(directory);
    cluster.serve();
    cluster.raised();
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private RuntimeGrpc.RuntimeBlockingStub runtime() {
    return RuntimeGrpc.newBlockingStub(cluster.channel(A))
        .withDeadlineAfter(CALL_SECONDS, TimeUnit.SECONDS);
  }

  private static Map<String, String> known(Ended<RuntimeWatchEvent> watch) {
    Map<String, String> known = new TreeMap<>();
    long revision = 0;
    for (RuntimeWatchEvent event : watch.values()) {
      assertThat(event.getRevision()).isGreaterThanOrEqualTo(revision);
      revision = event.getRevision();
      if (event.getReset()) {
        known.clear();
      }
      event
          .getEntriesList()
          .forEach(one -> known.put(one.getPath(), one.getValue().toStringUtf8()));
      event.getDeletedList().forEach(gone -> known.remove(gone.getPath()));
    }
    return known;
  }

  private static void awaitKnown(Ended<RuntimeWatchEvent> watch, Map<String, String> expected)
      throws InterruptedException {
    Await.until(
        () -> watch.values() + " " + watch.end(),
        () -> !watch.values().isEmpty() && known(watch).equals(expected));
  }

  private Ended<RuntimeWatchEvent> watch(NodeId by, long from, String below) {
    Ended<RuntimeWatchEvent> watch = new Ended<>();
    RuntimeGrpc.newStub(cluster.channel(by))
        .watch(
            WatchRuntimeRequest.newBuilder().setGroup(GROUP).setFrom(from).setBelow(below).build(),
            watch);
    return watch;
  }

  private static RuntimeChange.Builder put(String path, String value) {
    return RuntimeChange.newBuilder().setPath(path).setValue(ByteString.copyFromUtf8(value));
  }

  private void write(RuntimeChange.Builder... changes) {
    WriteRuntimeRequest.Builder request = WriteRuntimeRequest.newBuilder().setGroup(GROUP);
    for (RuntimeChange.Builder change : changes) {
      request.addChanges(change);
    }
    assertThat(runtime().write(request.build()).getChanged()).isTrue();
  }

  @Test
  void whatIsWrittenDeletedAndOverIsTold() throws Exception {
    write(put("s/1", "old"), put("other", "x"));
    List<Ended<RuntimeWatchEvent>> watches = List.of(watch(A, 0, "s"), watch(W, 0, "s"));
    for (Ended<RuntimeWatchEvent> watch : watches) {
      awaitKnown(watch, Map.of("s/1", "old"));
    }
    write(put("s/1", "new"), put("s/2", "y").setTtl(Times.message(Duration.ofSeconds(30))));
    write(RuntimeChange.newBuilder().setPath("s/1"));
    for (Ended<RuntimeWatchEvent> watch : watches) {
      awaitKnown(watch, Map.of("s/2", "y"));
    }
    cluster.wallClocksJump(Duration.ofSeconds(20));
    runtime()
        .touch(
            TouchRuntimeRequest.newBuilder()
                .setGroup(GROUP)
                .addEntries(RuntimeTouch.newBuilder().setPath("s/2"))
                .build());
    write(put("s/3", "z"));
    cluster.wallClocksJump(Duration.ofSeconds(40));

    for (Ended<RuntimeWatchEvent> watch : watches) {
      awaitKnown(watch, Map.of("s/3", "z"));
      assertThat(watch.values()).extracting(RuntimeWatchEvent::getReset).containsOnlyOnce(true);
      assertThat(
              watch.values().stream()
                  .flatMap(event -> event.getEntriesList().stream())
                  .map(RuntimeEntry::getPath))
          .as("a touch is not told")
          .containsExactly("s/1", "s/1", "s/2", "s/3");
    }
  }

  @Test
  void whatEndsWithItsEpochIsGoneFromWhatIsKnown() throws Exception {
    write(put("stays", "x"), put("bound", "x").setWithEpoch(true));
    Ended<RuntimeWatchEvent> watch = watch(W, 0, "");
    awaitKnown(watch, Map.of("stays", "x", "bound", "x"));
    String to = cluster.holder().equals(A) ? "b" : "a";
    cluster.ask(A).switchover(SwitchoverRequest.newBuilder().setGroup(GROUP).setTo(to).build());

    awaitKnown(watch, Map.of("stays", "x"));
    assertThat(watch.values()).filteredOn(RuntimeWatchEvent::getReset).hasSize(2);
  }

  @Test
  void whoComesBackGoesOnWhereAllIsNotedAndElseBeginsAnew() throws Exception {
    Ended<RuntimeWatchEvent> stays = watch(B, 0, "");
    awaitKnown(stays, Map.of());
    write(put("a", "1"));
    write(put("b", "1"));
    write(RuntimeChange.newBuilder().setPath("a"));
    awaitKnown(stays, Map.of("b", "1"));

    Ended<RuntimeWatchEvent> back = watch(B, 2, "");
    Await.until(
        () -> "" + back.values(),
        () -> back.values().stream().anyMatch(event -> event.getRevision() == 3));
    assertThat(back.values()).noneMatch(RuntimeWatchEvent::getReset);
    assertThat(back.values().get(back.values().size() - 1).getDeletedList())
        .extracting(RuntimeDeletion::getPath)
        .containsExactly("a");
    Ended<RuntimeWatchEvent> elsewhere = watch(W, 2, "");
    awaitKnown(elsewhere, Map.of("b", "1"));
    assertThat(elsewhere.values().get(0).getReset()).isTrue();
  }

  @Test
  void aSnapshotInBetweenTakesNothingAway() throws Exception {
    write(put("a", "1"), put("b", "1"));
    Ended<RuntimeWatchEvent> watch = watch(W, 0, "");
    awaitKnown(watch, Map.of("a", "1", "b", "1"));
    cluster.node(W).member().away();
    write(RuntimeChange.newBuilder().setPath("a"), put("c", "1"));
    Await.until(
        () -> "it lags", () -> cluster.node(W).member().appliedIndex() == cluster.log().last());
    cluster.node(W).member().installed();

    awaitKnown(watch, Map.of("b", "1", "c", "1"));
  }
}
