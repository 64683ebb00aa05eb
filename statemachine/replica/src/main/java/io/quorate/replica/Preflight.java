package io.quorate.replica;

import io.quorate.replica.RaftNode.Opening;
import io.quorate.replica.identity.DataRefusedException;
import io.quorate.replica.identity.LogPosition;
import io.quorate.replica.identity.Standing;
import io.quorate.replica.identity.StartMode;
import io.quorate.replica.peer.RaftAddress;
import io.quorate.replica.raftlog.LogFolder;
import io.quorate.replica.store.EntryPosition;
import io.quorate.replica.store.ExaminedCheckpoints;
import io.quorate.replica.store.RocksStore;
import io.quorate.replica.store.TableCodecs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that is checked and repaired before Ratis may touch the data directory. */
final class Preflight {
  private final ReplicaConfig config;
  private final StateFiles files;
  private final LogFolder log;
  private @Nullable ExaminedCheckpoints examined;

  Preflight(ReplicaConfig config, StateFiles files) {
    this.config = config;
    this.files = files;
    this.log = new LogFolder(files.layout().logFolder(), RaftSettings.MAX_LOG_ENTRY_BYTES);
  }

  /** What the start does with the log, when it may start at all. */
  Opening check(TableCodecs codecs)
      throws IOException, DataRefusedException, ReplicaStartException {
    requireFree(config.bind());
    if (files.sentinel().admit(config.membership(), config.mode(), UUID::randomUUID)) {
      return config.mode() == StartMode.BOOTSTRAP ? Opening.FOUND : Opening.LEARN_ANEW;
    }
    repair(codecs);
    return learns(files.sentinel().standing()) ? Opening.LEARN_ON : Opening.GO_ON;
  }

  /** Repairs what a power failure leaves, and refuses what it cannot leave. */
  void repair(TableCodecs codecs) throws IOException, DataRefusedException {
    log.repairTail(() -> durableIndex(codecs));
    files.highWater().check(position());
    new StateMending(files, codecs).mend(examined(), log.first());
  }

  /** How far the data directory has come. */
  LogPosition position() throws IOException, DataRefusedException {
    EntryPosition last = log.last();
    EntryPosition checkpoint = checkpoint();
    return new LogPosition(
        log.votingTerm(), last.index() >= checkpoint.index() ? last : checkpoint);
  }

  private static boolean learns(Standing standing) {
    return standing == Standing.JOINING || standing == Standing.LEARNING;
  }

  private EntryPosition checkpoint() throws IOException {
    return examined().position();
  }

  /** Reads every byte of them, so once. */
  private ExaminedCheckpoints examined() throws IOException {
    ExaminedCheckpoints known = examined;
    if (known == null) {
      known = files.checkpoints().examine();
      examined = known;
    }
    return known;
  }

  /** The last entry that this node is known to have applied. */
  private long durableIndex(TableCodecs codecs) {
    try {
      long known = Math.max(files.highWater().read().index(), checkpoint().index());
      if (!Files.exists(files.layout().storeFolder().resolve("CURRENT"))) {
        return known;
      }
      try (RocksStore store =
          RocksStore.open(files.layout().storeFolder(), codecs, files.budget())) {
        return Math.max(known, store.applied().index());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ratis would end the process without saying which address it is about. */
  private static void requireFree(RaftAddress address) throws ReplicaStartException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
    } catch (IOException e) {
      throw new ReplicaStartException(
          "cannot listen on "
              + address
              + ": "
              + e.getMessage()
              + ". Stop what uses it, or give this node another address.",
          e);
    }
  }
}
