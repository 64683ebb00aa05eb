package io.quorate.replica;

import static io.quorate.replica.TestCluster.A;
import static io.quorate.replica.TestCluster.B;
import static io.quorate.replica.TestCluster.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.FeatureLevel;
import io.quorate.core.LevelRange;
import io.quorate.core.membership.Founding;
import io.quorate.core.store.Table;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that lost its majority for good is founded anew from what one of it has. */
final class RecoveryTest {
  private static final int KEYS = 5;
  private static final long LEAP = 1_000_000;
  private static final UUID ID = new UUID(7, 7);
  private static final Founding SECOND = Founding.FIRST.next(ID);
  private static final Recovery.Parts PARTS =
      new Recovery.Parts(
          new KeyValueApplier(),
          new TextCodecs(),
          new LevelRange(FeatureLevel.FIRST, FeatureLevel.FIRST));

  @TempDir Path root;
  private TestCluster cluster;

  @BeforeEach
  void nobody() {
    cluster = new TestCluster(root);
  }

  /** With something to lose. */
  private void begin(TestCluster unformed) throws Exception {
    cluster = unformed.timed(ElectionTiming.FAST).bootstrap();
    for (int i = 0; i < KEYS; i++) {
      cluster.put("key" + i, "value" + i);
    }
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  private Recovery open(PeerId survivor) throws Exception {
    return Recovery.open(cluster.config(survivor, StartMode.RESTART), PARTS, ID);
  }

  private void found(PeerId survivor) throws Exception {
    try (Recovery recovery = open(survivor)) {
      Founding founding =
          recovery.found(LEAP, tables -> tables.put(Table.FACTS, "founded", "anew"));
      assertThat(founding).isEqualTo(SECOND);
    }
    cluster.founded(SECOND);
  }

  private void requireEverything(PeerId at) throws Exception {
    for (int i = 0; i < KEYS; i++) {
      cluster.awaitValue(at, "key" + i, "value" + i);
    }
    cluster.awaitValue(at, "founded", "anew");
  }

  /** First beside the old cluster, of which both others turn up again. */
  @Test
  void theSurvivorGoesOnAloneAndOthersAreTakenInOneByOne() throws Exception {
    begin(TestCluster.ofThree(root));
    for (PeerId id : List.of(A, W, B)) {
      cluster.stop(id);
    }
    cluster.start(A, StartMode.RESTART);
    cluster.start(W, StartMode.RESTART);
    found(B);

    cluster.start(B, StartMode.RESTART);
    cluster.awaitLeader(List.of(B));
    requireEverything(B);
    assertThat(cluster.at(B).appliedIndex()).isGreaterThan(LEAP);
    cluster.tryPut(cluster.awaitLeader(List.of(A)), "old", "one");
    cluster.tryPut(B, "new", "one");
    cluster.awaitValue(W, "old", "one");
    cluster.awaitValue(B, "new", "one");
    assertThat(cluster.get(B, "old")).isEmpty();
    assertThat(cluster.get(W, "new")).isEmpty();
    cluster.stop(A);
    cluster.stop(W);

    join(A, "a.3");
    join(W, "w.3");
    cluster.put("later", "two");
    for (Peer peer : cluster.peers()) {
      requireEverything(peer.id());
      cluster.awaitValue(peer.id(), "later", "two");
    }

    cluster.stop(B);
    cluster.put("later", "three");
    cluster.start(B, StartMode.RESTART);
    cluster.awaitValue(B, "later", "three");
  }

  private void join(PeerId old, String name) throws Exception {
    List<Peer> present = cluster.peers().stream().filter(peer -> votes(peer.id())).toList();
    Peer newcomer = cluster.replace(old, name);
    cluster.start(newcomer.id(), StartMode.JOIN);
    List<Peer> then = new ArrayList<>(present);
    then.add(newcomer);
    Eventually.await(
        newcomer + " votes",
        () -> {
          cluster.at(B).setMembers(present, then).handle((done, failed) -> 0).get();
          return votes(newcomer.id());
        });
  }

  private boolean votes(PeerId peer) {
    return cluster.at(B).voters().current().contains(peer)
        && cluster.at(B).voters().previous().isEmpty();
  }

  @Test
  void whatOneHasIsShownAndStaysAsItIs() throws Exception {
    Instant before = Instant.now();
    begin(SingleNode.in(root));
    cluster.stop(A);

    try (Recovery recovery = open(A)) {
      Survivor survivor = recovery.survivor();
      assertThat(survivor.founding()).isEqualTo(Founding.FIRST);
      assertThat(survivor.self()).isEqualTo(A);
      assertThat(survivor.last().index()).isGreaterThanOrEqualTo(KEYS);
      assertThat(survivor.proven()).isBetween((long) KEYS, survivor.last().index());
      assertThat(survivor.written()).isBetween(before.minus(Duration.ofMinutes(1)), Instant.now());
      Optional<String> value =
          recovery.read(view -> Optional.ofNullable(view.get(Table.FACTS, "key0")));
      assertThat(value).contains("value0");
    }

    assertThat(root.resolve("a/recovery")).doesNotExist();
    cluster.start(A, StartMode.RESTART);
    cluster.put("later", "one");
    assertThat(cluster.get(A, "founded")).isEmpty();
  }

  @Test
  void itIsFoundedAnewAsOftenAsNeeded() throws Exception {
    begin(SingleNode.in(root));
    cluster.stop(A);
    found(A);
    try (Recovery recovery =
        Recovery.open(cluster.config(A, StartMode.RESTART), PARTS, new UUID(8, 8))) {
      assertThat(recovery.survivor().last().index()).isGreaterThanOrEqualTo(LEAP);
      cluster.founded(recovery.found(LEAP, tables -> {}));
    }

    cluster.start(A, StartMode.RESTART);
    cluster.awaitLeader(List.of(A));
    requireEverything(A);
    assertThat(cluster.at(A).appliedIndex()).isGreaterThan(2 * LEAP);
    assertThat(root.resolve("a/before-founding-2")).isDirectory();
    assertThat(root.resolve("a/before-founding-3")).isDirectory();
  }

  @Test
  void aCopyOfARunningNodeIsRestoredOnOneWithoutData() throws Exception {
    begin(SingleNode.in(root));
    Path copy = root.resolve("copy");
    assertThat(cluster.at(A).copyState(copy).index()).isGreaterThanOrEqualTo(KEYS);
    cluster.put("later", "one");
    cluster.stop(A);
    assertThatThrownBy(() -> restore(A, folder -> Files.move(copy, folder)))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("the directory holds data");
    DurableFiles.deleteTree(cluster.directory(A));
    assertThatThrownBy(() -> restore(A, Files::createDirectories))
        .isInstanceOf(ReplicaStartException.class)
        .hasMessageContaining("the copy cannot be used");
    assertThat(cluster.directory(A).resolve("recovery")).doesNotExist();

    cluster.founded(restore(A, folder -> Files.move(copy, folder)));

    cluster.start(A, StartMode.RESTART);
    cluster.awaitLeader(List.of(A));
    requireEverything(A);
    assertThat(cluster.get(A, "later")).isEmpty();
    assertThat(cluster.at(A).appliedIndex()).isGreaterThan(LEAP);
  }

  private Founding restore(PeerId on, Restoration.Unpacking copy) throws Exception {
    ReplicaConfig config = cluster.config(on, StartMode.RESTART);
    try (Restoration restoration = Restoration.open(config, PARTS, ID, copy)) {
      assertThat(restoration.last().index()).isGreaterThanOrEqualTo(KEYS);
      return restoration.found(config, LEAP, tables -> tables.put(Table.FACTS, "founded", "anew"));
    }
  }

  @Test
  void noNodeThatRunsOrNeverVotedNorAnothersData() throws Exception {
    begin(SingleNode.in(root));
    assertThatThrownBy(() -> open(A))
        .isInstanceOf(ReplicaStartException.class)
        .hasMessageContaining("is in use by another process");
    cluster.stop(A);

    Peer newcomer = cluster.replace(A, "a.2");
    assertThatThrownBy(() -> open(newcomer.id()))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("there is no data");
    Replica.prepareToJoin(cluster.config(newcomer.id(), StartMode.JOIN), ID);
    assertThatThrownBy(() -> open(newcomer.id()))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("has not voted yet");

    DurableFiles.deleteTree(cluster.directory(newcomer.id()));
    Files.move(cluster.directory(A), cluster.directory(newcomer.id()));
    assertThatThrownBy(() -> open(newcomer.id()))
        .isInstanceOf(DataRefusedException.class)
        .hasMessageContaining("the data belongs to node a");
  }
}
