package io.quorate.replica.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.store.Table;
import io.quorate.replica.TextCodecs;
import io.quorate.replica.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStoreTest {
  @TempDir Path root;
  private Checkpoints checkpoints;

  @BeforeEach
  void folders() {
    checkpoints =
        new Checkpoints(
            root.resolve("sm"), root.resolve("scratch"), new DamagedParts(root.resolve("damaged")));
  }

  private LiveStore open() throws IOException {
    return LiveStore.open(
        root.resolve("store"), checkpoints, new TextCodecs(), StoreBudget.WITNESS);
  }

  private static void write(LiveStore store, long index) {
    store.write(
        new EntryPosition(1, index),
        tables -> {
          tables.put(Table.FACTS, "k" + index, "v");
          return 0;
        });
  }

  private static int rows(LiveStore store) {
    return store.read(view -> view.range(Table.FACTS, "", "~", 100).size());
  }

  private StoredCheckpoint checkpointOfTwo() throws IOException {
    try (LiveStore store = open()) {
      write(store, 0);
      write(store, 1);
      return store.checkpoint();
    }
  }

  @Test
  void aStoreThatIsGoneIsMadeFromTheNewestCheckpoint() throws IOException {
    checkpointOfTwo();
    DurableFiles.deleteTree(root.resolve("store"));
    try (LiveStore store = open()) {
      assertThat(store.applied()).isEqualTo(new EntryPosition(1, 1));
      assertThat(rows(store)).isEqualTo(2);
    }
  }

  @Test
  void aStoreBehindTheNewestCheckpointIsReplacedAndOneAheadIsKept() throws IOException {
    try (LiveStore store = open()) {
      write(store, 0);
    }
    copyTree(root.resolve("store"), root.resolve("older"));
    try (LiveStore store = open()) {
      write(store, 1);
      store.checkpoint();
      write(store, 2);
    }
    try (LiveStore store = open()) {
      assertThat(store.applied().index()).isEqualTo(2);
    }
    DurableFiles.deleteTree(root.resolve("store"));
    DurableFiles.move(root.resolve("older"), root.resolve("store"));
    try (LiveStore store = open()) {
      assertThat(store.applied().index()).isEqualTo(1);
      assertThat(rows(store)).isEqualTo(2);
    }
  }

  @Test
  void restoringSwapsTheStoreUnderItsReaders() throws IOException {
    checkpointOfTwo();
    try (LiveStore store = open()) {
      write(store, 2);
      assertThat(rows(store)).isEqualTo(3);
      assertThat(store.restore()).isEqualTo(new EntryPosition(1, 1));
      assertThat(rows(store)).isEqualTo(2);
      write(store, 2);
      assertThat(rows(store)).isEqualTo(3);
    }
  }

  @Test
  void aDamagedCheckpointIsNeverInstalled() throws IOException {
    StoredCheckpoint made = checkpointOfTwo();
    DurableFiles.deleteTree(root.resolve("store"));
    for (Path file : DurableFiles.list(made.folder())) {
      byte[] good = Files.readAllBytes(file);
      if (good.length == 0) {
        continue;
      }
      byte[] bad = good.clone();
      bad[bad.length / 2] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(this::open).as(file.toString()).isInstanceOf(IOException.class);
      Files.write(file, good);
    }
    Files.writeString(made.folder().resolve("000099.sst"), "smuggled in");
    assertThatThrownBy(this::open).hasMessageContaining("does not name");
    Files.delete(made.folder().resolve("000099.sst"));
    Files.delete(made.folder().resolve("CURRENT"));
    assertThatThrownBy(this::open).hasMessageContaining("CURRENT");
  }

  @Test
  void theNewestWholeCheckpointIsFoundBehindDamagedOnes() throws IOException {
    try (LiveStore store = open()) {
      for (int i = 0; i < 3; i++) {
        write(store, i);
        store.checkpoint();
      }
    }
    List<StoredCheckpoint> all = checkpoints.list();
    Files.delete(all.get(2).folder().resolve(CheckpointManifest.NAME));
    Files.writeString(all.get(1).folder().resolve("CURRENT"), "MANIFEST-000001");
    ExaminedCheckpoints found = checkpoints.examine();
    assertThat(found.position()).isEqualTo(new EntryPosition(1, 0));
    assertThat(found.damaged()).extracting("checkpoint").containsExactly(all.get(2), all.get(1));
    checkpoints.setAside(found.damaged());
    assertThat(checkpoints.list()).containsExactly(all.get(0));
    assertThat(DurableFiles.list(root.resolve("damaged")))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("1.ckpt.1_2", "2.ckpt.1_1");
  }

  @Test
  void aDamagedStoreIsSetAsideAndMadeAgain() throws IOException {
    checkpointOfTwo();
    copyTree(root.resolve("store"), root.resolve("good"));
    int tried = 0;
    for (Path file : DurableFiles.list(root.resolve("good"))) {
      String name = file.getFileName().toString();
      for (int length : new int[] {-1, 0, (int) Files.size(file) / 2}) {
        if (name.startsWith("LOG")
            || name.equals("LOCK")
            || name.equals("IDENTITY")
            || name.startsWith("OPTIONS")
            || name.endsWith(".log")) {
          continue;
        }
        DurableFiles.deleteTree(root.resolve("store"));
        copyTree(root.resolve("good"), root.resolve("store"));
        Path damaged = root.resolve("store").resolve(name);
        byte[] bytes = Files.readAllBytes(damaged);
        Files.delete(damaged);
        if (length >= 0) {
          Files.write(damaged, java.util.Arrays.copyOf(bytes, length));
        }
        tried++;
        try (LiveStore store = open()) {
          assertThat(rows(store)).as(name + " cut to " + length).isEqualTo(2);
        }
      }
    }
    assertThat(tried).isPositive();
    assertThat(DurableFiles.list(root.resolve("damaged"))).hasSize(DamagedParts.KEPT);
  }

  @Test
  void oldCheckpointsGo() throws IOException {
    try (LiveStore store = open()) {
      for (int i = 0; i < 4; i++) {
        write(store, i);
        store.checkpoint();
      }
    }
    checkpoints.keepNewest(2);
    List<Long> left =
        checkpoints.list().stream().map(checkpoint -> checkpoint.position().index()).toList();
    assertThat(left).containsExactly(2L, 3L);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : DurableFiles.list(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }
}
