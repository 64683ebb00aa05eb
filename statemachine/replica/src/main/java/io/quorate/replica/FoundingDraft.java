package io.quorate.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.membership.Founding;
import io.quorate.core.store.Store;
import io.quorate.replica.disk.DurableFiles;
import io.quorate.replica.identity.DataIdentity;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.IdentitySentinel;
import io.quorate.replica.identity.Standing;
import io.quorate.replica.peer.Membership;
import io.quorate.replica.store.Checkpoints;
import io.quorate.replica.store.DamagedParts;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.RocksStore;
import io.quorate.replica.store.TableCodecs;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.jspecify.annotations.Nullable;

/**
 * The data of a cluster that is founded anew, while it is made: a copy of a state, which is changed
 * and becomes the checkpoint that a group of one voter begins with.
 */
final class FoundingDraft implements Closeable {
  private final ReplicaConfig config;
  private final TableCodecs codecs;
  private final FoundingFolder folder;
  private final DataLayout made;
  private @Nullable RocksStore store;

  /**
   * Throws away what an earlier try left.
   *
   * @param config of a member of the cluster that is founded
   */
  FoundingDraft(ReplicaConfig config, TableCodecs codecs) throws IOException, DataRefusedException {
    this.config = config;
    this.codecs = codecs;
    this.folder = new FoundingFolder(config.dataDirectory());
    this.made = folder.of(config.groupId());
    folder.clear();
    Files.createDirectories(made.groupFolder());
  }

  /** Where the copy of the state belongs. */
  Path stateFolder() {
    return made.storeFolder();
  }

  /** Opens the copy. */
  RocksStore open() throws IOException {
    RocksStore opened = RocksStore.open(made.storeFolder(), codecs, StateFiles.of(config).budget());
    store = opened;
    return opened;
  }

  /**
   * Completes it, and puts it in its place.
   *
   * @param self the member that this node is in the cluster that is founded
   * @param term in which the log begins, at least
   * @param leap by how many entries the log leaps over what may be lost
   * @param change what becomes of the state
   */
  Founding complete(Membership self, long term, long leap, Consumer<Store> change)
      throws IOException, DataRefusedException {
    RocksStore copy = Objects.requireNonNull(store, "the copy that was opened");
    EntryPosition last = copy.applied();
    EntryPosition first =
        new EntryPosition(Math.max(term, last.term()), Math.addExact(last.index(), leap));
    copy.write(
        first,
        tables -> {
          change.accept(tables);
          return first;
        });
    new Checkpoints(
            made.snapshotFolder(), made.scratchFolder(), new DamagedParts(made.damagedFolder()))
        .create(copy);
    copy.close();
    writeVote(self, first.term());
    writeVoters(self, first);
    Founding founding = self.founding();
    new IdentitySentinel(made)
        .sealMade(
            new DataIdentity(
                self.cluster(),
                founding,
                self.own().node(),
                self.self(),
                founding.id(),
                Standing.MEMBER));
    folder.finish();
    return founding;
  }

  /** In the form of Ratis' RaftStorageMetadataFile: this node has voted for itself. */
  private void writeVote(Membership self, long term) throws IOException {
    Files.createDirectories(made.logFolder());
    String text = "term=" + term + "\nvotedFor=" + self.self() + "\n";
    DurableFiles.replace(made.voteFile(), text.getBytes(UTF_8));
  }

  /** In the form of Ratis' RaftStorage.writeRaftConfiguration, as beside an installed snapshot. */
  private void writeVoters(Membership self, EntryPosition first) throws IOException {
    LogEntryProto voters =
        LogEntryProto.newBuilder()
            .setTerm(first.term())
            .setIndex(first.index())
            .setConfigurationEntry(
                RaftConfigurationProto.newBuilder()
                    .addPeers(RaftPeers.of(self.own()).getRaftPeerProto()))
            .build();
    DurableFiles.replace(made.logFolder().resolve("raft-meta.conf"), voters.toByteArray());
  }

  /** What was not completed is forgotten. */
  @Override
  public void close() throws IOException {
    if (store != null) {
      store.close();
    }
    try {
      folder.clear();
    } catch (DataRefusedException unreadable) {
      throw new IOException(unreadable);
    }
  }
}
