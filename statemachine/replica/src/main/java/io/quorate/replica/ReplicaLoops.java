package io.quorate.replica;

import io.quorate.core.NodeId;
import io.quorate.core.NodeKind;
import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.identity.DataLayout;
import io.quorate.replica.identity.SightingsFile;
import io.quorate.replica.leadership.ConnectionWatch;
import io.quorate.replica.leadership.LeadershipWatch;
import io.quorate.replica.peer.Peer;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that look at a replica again and again. */
final class ReplicaLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaLoops.class);

  private final Sightings sightings;
  private final DiskWatch disk;
  private final Reconnects reconnects;
  private final LeadershipWatchdog watchdog;
  private final ScheduledExecutorService watching = scheduler("replica-watchdog");
  private final ScheduledExecutorService housekeeping = scheduler("replica-housekeeping");

  ReplicaLoops(ReplicaConfig config, RaftNode node, Halt halt, WatchMode mode) {
    DataLayout layout = new DataLayout(config.dataDirectory(), config.groupId());
    this.sightings = new Sightings(new SightingsFile(layout));
    this.disk = new DiskWatch(config.dataDirectory(), halt);
    LeadershipWatch watch =
        new LeadershipWatch(config.timing().max(), kinds(config.membership().peers()));
    this.reconnects =
        new Reconnects(node, new ConnectionWatch(config.timing().max().multipliedBy(2)));
    this.watchdog = new LeadershipWatchdog(node, watch, sightings, reconnects, halt);
    watchdog.mode(mode);
  }

  void start(ReplicaUpkeep keeping) {
    long start = System.nanoTime();
    repeat(
        watching,
        LeadershipWatchdog.PERIOD,
        () -> watchdog.look(Duration.ofNanos(System.nanoTime() - start)));
    repeat(
        housekeeping,
        ReplicaUpkeep.PERIOD,
        () -> {
          keeping.round(Duration.ofNanos(System.nanoTime() - start));
          sightings.save();
        });
    repeat(housekeeping, DiskWatch.PERIOD, disk::look);
  }

  /** Whether leadership is to be given up that was not yet. */
  boolean giveUpLeadership() {
    return watchdog.giveUp();
  }

  /** Connects to every other member anew, one after the other. */
  void connectAnew() throws InterruptedException {
    reconnects.all();
  }

  /** Connects to the peers of one member anew, soon. */
  void connectAnew(NodeId member) {
    reconnects.of(member);
  }

  /** The followers whose logs keep up with this node's, while it leads. */
  Set<PeerId> keepingUp() {
    return watchdog.keepingUp();
  }

  void watch(WatchMode mode) {
    watchdog.mode(mode);
  }

  Sightings sightings() {
    return sightings;
  }

  @Override
  public void close() {
    watching.shutdownNow();
    reconnects.close();
    housekeeping.shutdown();
    try {
      // A round that writes a file is let finish before the directory is given up.
      if (!housekeeping.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("housekeeping does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static ExecutorService singleThread(String name) {
    return Executors.newSingleThreadExecutor(task -> daemon(name, task));
  }

  private static ScheduledExecutorService scheduler(String name) {
    return Executors.newSingleThreadScheduledExecutor(task -> daemon(name, task));
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the tasks catch what they throw
  private static void repeat(ScheduledExecutorService on, Duration period, Runnable task) {
    on.scheduleWithFixedDelay(
        () -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An exception would end the repetition without a word. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("a round of the replica's own checks failed", e);
    }
  }

  private static Map<PeerId, NodeKind> kinds(List<Peer> peers) {
    Map<PeerId, NodeKind> kinds = new TreeMap<>();
    peers.forEach(peer -> kinds.put(peer.id(), peer.kind()));
    return kinds;
  }
}
