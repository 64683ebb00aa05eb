package io.quorate.replica.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.FeatureLevel;
import io.quorate.core.Term;
import io.quorate.core.registry.Command;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.FeatureLevels;
import io.quorate.core.registry.Request;
import io.quorate.core.store.StoreView;
import io.quorate.replica.AppliedEntry;
import io.quorate.replica.Envelopes;
import io.quorate.replica.codec.EncodedRequest;
import io.quorate.replica.codec.RegistryApplier;
import io.quorate.replica.codec.RegistryCodec;
import io.quorate.replica.codec.StateCodecs;
import io.quorate.replica.store.Checkpoints;
import io.quorate.replica.store.DamagedParts;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.LiveStore;
import io.quorate.replica.store.StateDigest;
import io.quorate.replica.store.StoreBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was written at a feature level is read, and decided, as it was then: the log and the
 * checkpoint of every level give, byte for byte, the state that they gave.
 *
 * <p>A change that this test refuses would make the replicas of a cluster of two versions differ.
 * It belongs behind a new level: raise {@link FeatureLevels#SUPPORTED}, ask for the level where the
 * behaviour changes, let {@link GoldenLog} use what is new from that level on, and write the files
 * of the new level, and of no other, with {@code -Dgolden.write=true}. Files that are there are
 * never written again.
 */
class GoldenLevelTest {
  private static final RegistryApplier APPLIER = new RegistryApplier();
  private static final int ENTRIES = 1_000;
  private static final int MIDDLE = 700;
  private static final int RAISED_AT = 350;
  private static final String IN_THE_MIDDLE = "middle";
  private static final String AT_THE_END = "end";

  @TempDir Path root;

  static Stream<FeatureLevel> levels() {
    return IntStream.rangeClosed(
            FeatureLevels.SUPPORTED.lowest().value(), FeatureLevels.SUPPORTED.highest().value())
        .mapToObj(FeatureLevel::new);
  }

  private LiveStore open(String name) throws IOException {
    return LiveStore.open(
        root.resolve(name),
        new Checkpoints(
            root.resolve(name + "-sm"),
            root.resolve(name + "-scratch"),
            new DamagedParts(root.resolve(name + "-damaged"))),
        new StateCodecs(),
        StoreBudget.DATA);
  }

  private static void apply(LiveStore store, GoldenEntry entry) {
    store.write(
        entry.position(),
        tables -> APPLIER.apply(Envelopes.read(entry.position(), entry.bytes()), tables));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void theLogOfALevelGivesTheStateThatItGave(FeatureLevel level) throws IOException {
    writeIfAsked(level);
    GoldenFiles files = GoldenFiles.of(level);
    try (LiveStore store = open("replayed")) {
      files.log().forEach(entry -> apply(store, entry));
    }
    assertThat(StateDigest.of(root.resolve("replayed")))
        .as("the state after the log of %s: see the comment of this test", files)
        .isEqualTo(files.digests(AT_THE_END));
  }

  @ParameterizedTest
  @MethodSource("levels")
  void theCheckpointOfALevelIsReadAndGoneOnFrom(FeatureLevel level) throws IOException {
    writeIfAsked(level);
    GoldenFiles files = GoldenFiles.of(level);
    files.extractCheckpoint(root.resolve("restored-sm"));
    open("restored").close();
    assertThat(StateDigest.of(root.resolve("restored")))
        .as("the state of the checkpoint of %s", files)
        .isEqualTo(files.digests(IN_THE_MIDDLE));
    try (LiveStore store = open("restored")) {
      long done = store.applied().index();
      files.log().stream()
          .filter(entry -> entry.position().index() > done)
          .forEach(entry -> apply(store, entry));
    }
    assertThat(StateDigest.of(root.resolve("restored"))).isEqualTo(files.digests(AT_THE_END));
  }

  @Test
  void theLogOfTheNewestLevelHasEveryCommand() throws IOException {
    writeIfAsked(FeatureLevels.SUPPORTED.highest());
    Set<Class<?>> accepted = new HashSet<>();
    try (LiveStore store = open("counted")) {
      for (GoldenEntry entry : GoldenFiles.of(FeatureLevels.SUPPORTED.highest()).log()) {
        accepted.addAll(accepted(store, entry));
      }
    }
    Set<Class<?>> all = new HashSet<>(List.of(Command.class.getPermittedSubclasses()));
    if (FeatureLevels.SUPPORTED.highest().equals(FeatureLevel.FIRST)) {
      all.remove(Command.RaiseFeatureLevel.class);
    }
    assertThat(accepted).containsAll(all);
  }

  private static Set<Class<?>> accepted(LiveStore store, GoldenEntry entry) {
    var read = Envelopes.read(entry.position(), entry.bytes());
    List<Request> requests = RegistryCodec.decodeRequests(read.payload());
    AppliedEntry<?> applied = store.write(entry.position(), tables -> APPLIER.apply(read, tables));
    List<Decision> decisions = RegistryCodec.decodeDecisions(applied.reply());
    Set<Class<?>> accepted = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      if (decisions.get(i) instanceof Decision.Accepted) {
        accepted.add(requests.get(i).command().getClass());
      }
    }
    return accepted;
  }

  // ---- writing

  private void writeIfAsked(FeatureLevel level) throws IOException {
    GoldenFiles files = GoldenFiles.of(level);
    synchronized (GoldenLevelTest.class) {
      if (Boolean.getBoolean("golden.write") && !files.exist()) {
        write(level, files);
      }
    }
    assertThat(files.exist())
        .as("%s; write the files of a new level with -Dgolden.write=true", files)
        .isTrue();
  }

  private void write(FeatureLevel level, GoldenFiles files) throws IOException {
    GoldenLog log = new GoldenLog(level);
    List<GoldenEntry> entries = new ArrayList<>();
    try (LiveStore store = open("written")) {
      for (int index = 1; index <= ENTRIES; index++) {
        GoldenEntry entry = entry(log, store, index);
        apply(store, entry);
        entries.add(entry);
        if (index == MIDDLE) {
          store.checkpoint();
        }
      }
    }
    files.writeLog(entries);
    Path checkpoint = root.resolve("written-sm").resolve("ckpt." + term(MIDDLE) + "_" + MIDDLE);
    files.writeCheckpoint(checkpoint);
    files.writeDigests(IN_THE_MIDDLE, StateDigest.of(checkpoint));
    files.writeDigests(AT_THE_END, StateDigest.of(root.resolve("written")));
  }

  private static GoldenEntry entry(GoldenLog log, LiveStore store, int index) {
    Term term = new Term(term(index));
    FeatureLevel present = store.read(FeatureLevels::of);
    List<Request> requests =
        store.read(
            state -> {
              List<Request> raise = index == RAISED_AT ? log.raise(state, term) : List.of();
              return raise.isEmpty() ? ordinary(log, state, index, term) : raise;
            });
    byte[] payload = EncodedRequest.entry(requests.stream().map(EncodedRequest::of).toList());
    // Ten seconds an entry, and now and then a leader whose clock is behind.
    long stamp = 1_700_000_000_000L + index * 10_000L - (index % 50 == 0 ? 60_000 : 0);
    return new GoldenEntry(
        new EntryPosition(term.value(), index), Envelopes.wrap(present, stamp, payload));
  }

  private static List<Request> ordinary(GoldenLog log, StoreView state, int index, Term term) {
    return index == 1 ? GoldenLog.first(term) : log.next(state, term);
  }

  private static long term(int index) {
    return 3L + index / 97;
  }
}
