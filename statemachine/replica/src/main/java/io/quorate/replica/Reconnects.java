package io.quorate.replica;

import io.quorate.core.NodeId;
import io.quorate.replica.leadership.ConnectionWatch;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.peer.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes connections anew as {@link ConnectionWatch} decides. */
final class Reconnects implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconnects.class);

  /** A leader has heard from a follower to which it connected anew by then. */
  private static final long BACK_MILLIS = 2_000;

  private final RaftNode node;
  private final ConnectionWatch watch;
  private final Set<PeerId> underWay = ConcurrentHashMap.newKeySet();

  /** Closing the old channel may take ten seconds; one peer must not wait for another. */
  private final ExecutorService closing =
      Executors.newCachedThreadPool(task -> ReplicaLoops.daemon("replica-reconnect", task));

  Reconnects(RaftNode node, ConnectionWatch watch) {
    this.node = node;
    this.watch = watch;
  }

  /** One look; null when this node does not lead. */
  void look(Duration now, @Nullable LeaderView view) {
    if (view != null) {
      watch.whenLeading(now, view).forEach(this::anew);
    } else if (node.knowsLeader()) {
      watch.whenLed();
    } else {
      List<PeerId> others = node.voters().current().stream().filter(p -> !node.is(p)).toList();
      watch.whenLeaderless(now, others).forEach(this::anew);
    }
  }

  /**
   * Makes all anew, one after the other: while one is being made, those to the others stand.
   * Returns when all are.
   */
  void all() throws InterruptedException {
    for (PeerId peer : node.voters().current()) {
      if (!node.is(peer) && underWay.add(peer)) {
        try {
          node.reconnect(peer);
        } finally {
          underWay.remove(peer);
        }
        TimeUnit.MILLISECONDS.sleep(BACK_MILLIS);
      }
    }
  }

  /** Makes those to the peers of one member anew, and does not wait for it. */
  void of(NodeId member) {
    for (PeerId peer : node.voters().current()) {
      if (!node.is(peer) && peer.node().equals(member)) {
        anew(peer);
      }
    }
  }

  private void anew(PeerId peer) {
    if (!underWay.add(peer)) {
      return; // its last channel is still being closed
    }
    LOG.debug("{} does not answer: connecting anew", peer);
    closing.execute(
        () -> {
          try {
            node.reconnect(peer);
          } catch (RuntimeException failed) {
            LOG.warn("cannot connect to {} anew", peer, failed);
          } finally {
            underWay.remove(peer);
          }
        });
  }

  @Override
  public void close() {
    closing.shutdownNow();
  }
}
