package io.quorate.replica;

import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.leadership.LeadershipWatch;
import io.quorate.replica.leadership.LogPace;
import io.quorate.replica.leadership.WatchAction;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at this node ten times a second: acts on what {@link LeadershipWatch} decides, halts when
 * Ratis is dead.
 */
final class LeadershipWatchdog {
  static final Duration PERIOD = Duration.ofMillis(100);

  private static final Logger LOG = LoggerFactory.getLogger(LeadershipWatchdog.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Within that a data node takes over that is not behind; who does not will not later either. */
  private static final Duration HAND_OVER = Duration.ofMillis(500);

  private static final Duration MAX_NOT_RUNNING = Duration.ofSeconds(10);
  private static final long NO_TERM = -1;

  private final RaftNode node;
  private final LeadershipWatch watch;
  private final Sightings sightings;
  private final Reconnects reconnects;
  private final Halt halt;
  private volatile WatchMode mode = WatchMode.UNWATCHED;
  private Duration nextAction = Duration.ZERO;
  private int attempts;
  private @Nullable Duration notRunningSince;
  private boolean hasRun;
  private final LogPace pace;
  private volatile Set<PeerId> keepingUp = Set.of();
  private final AtomicLong unableTerm = new AtomicLong(NO_TERM);

  LeadershipWatchdog(
      RaftNode node, LeadershipWatch watch, Sightings sightings, Reconnects reconnects, Halt halt) {
    this.node = node;
    this.watch = watch;
    this.pace = new LogPace(watch.electionTimeout());
    this.sightings = sightings;
    this.reconnects = reconnects;
    this.halt = halt;
  }

  /** From now on. */
  void mode(WatchMode next) {
    mode = next;
  }

  /**
   * This node cannot do a leader's work in the present term: it gives leadership up with the next
   * look, and for as long as it still leads that term.
   *
   * <p>It stays a candidate for later terms. Its log can be the longest, and then nobody else can
   * be elected: a node that does not campaign would leave the cluster without a leader for ever. So
   * it hands over to one that is not behind, while there is one.
   *
   * @return whether that was not known yet
   */
  boolean giveUp() {
    long term = node.currentTerm();
    return unableTerm.getAndSet(term) != term;
  }

  /** The followers whose logs keep up with this node's, while it leads; as of the last look. */
  Set<PeerId> keepingUp() {
    return keepingUp;
  }

  /** One look, at this time of a clock that only goes forward. */
  void look(Duration now) {
    checkLife(now);
    long term = node.currentTerm();
    LeaderView view = node.leaderView();
    reconnects.look(now, view);
    if (view == null || node.currentTerm() != term) {
      attempts = 0;
      pace.forget();
      keepingUp = Set.of();
      return;
    }
    keepingUp = pace.look(now, view);
    sightings.note(term, view, node.commitIndex());
    if (now.compareTo(nextAction) < 0) {
      return;
    }
    if (unableTerm.get() == term) {
      act(watch.giveUp(view, keepingUp, attempts++), HAND_OVER, now);
    } else if (mode == WatchMode.WATCHED) {
      act(watch.decide(view, keepingUp), PATIENCE, now);
    }
  }

  /** One attempt takes up to its limit; another on top of it would be refused. */
  private void act(WatchAction action, Duration limit, Duration now) {
    if (action instanceof WatchAction.StepDown) {
      LOG.warn("leadership is given up to whoever is elected");
      nextAction = now.plus(limit);
      transfer(null, limit);
    } else if (action instanceof WatchAction.Transfer transfer) {
      LOG.info("handing leadership over to {}", transfer.to());
      nextAction = now.plus(limit);
      transfer(transfer.to(), limit);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // how it ends is logged
  private void transfer(@Nullable PeerId to, Duration limit) {
    try {
      node.transfer(to, limit)
          .whenComplete(
              (reply, failure) -> {
                if (failure != null || !reply.isSuccess()) {
                  LOG.info(
                      "leadership not given up yet: {}",
                      String.valueOf(failure != null ? failure : reply.getException()));
                }
              });
    } catch (IOException e) {
      LOG.info("leadership not given up yet: {}", e.getMessage());
    }
  }

  private void checkLife(Duration now) {
    LifeCycle.State state = node.lifeCycle();
    if (state == LifeCycle.State.RUNNING) {
      hasRun = true;
      notRunningSince = null;
      return;
    }
    if (!hasRun && !state.isClosingOrClosed()) {
      return; // a learner waits to be taken in
    }
    Duration since = notRunningSince;
    if (since == null) {
      notRunningSince = now;
      return;
    }
    Duration limit = state.isClosingOrClosed() ? PATIENCE : MAX_NOT_RUNNING;
    if (now.minus(since).compareTo(limit) > 0) {
      halt.halt(HaltReason.STOPPED_BY_ITSELF, "the log's engine is " + state, null);
    }
  }
}
