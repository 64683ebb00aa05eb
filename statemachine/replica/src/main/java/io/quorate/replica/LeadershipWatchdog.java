package io.quorate.replica;

import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.leadership.LeadershipWatch;
import io.quorate.replica.leadership.WatchAction;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.protocol.RaftClientReply;
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
  private static final int TIMEOUTS_AWAY = 10;
  private static final Duration MAX_NOT_RUNNING = Duration.ofSeconds(10);

  private final RaftNode node;
  private final LeadershipWatch watch;
  private final Sightings sightings;
  private final Reconnects reconnects;
  private final Halt halt;
  private final Duration away;
  private volatile WatchMode mode = WatchMode.UNWATCHED;
  private Duration nextAction = Duration.ZERO;
  private @Nullable Duration notRunningSince;
  private boolean hasRun;
  private final AtomicBoolean unable = new AtomicBoolean();
  private @Nullable Duration awayUntil;

  LeadershipWatchdog(
      RaftNode node, LeadershipWatch watch, Sightings sightings, Reconnects reconnects, Halt halt) {
    this.away = watch.electionTimeout().multipliedBy(TIMEOUTS_AWAY);
    this.node = node;
    this.watch = watch;
    this.sightings = sightings;
    this.reconnects = reconnects;
    this.halt = halt;
  }

  /** From now on. */
  void mode(WatchMode next) {
    mode = next;
  }

  /**
   * This node cannot do a leader's work: it gives leadership up with the next look, and stays away.
   *
   * @return whether that was not known yet
   */
  boolean giveUp() {
    return unable.compareAndSet(false, true);
  }

  /** One look, at this time of a clock that only goes forward. */
  void look(Duration now) {
    checkLife(now);
    comeBack(now);
    long term = node.currentTerm();
    LeaderView view = node.leaderView();
    reconnects.look(now, view);
    if (view == null || node.currentTerm() != term) {
      return;
    }
    sightings.note(term, view, node.commitIndex());
    if (unable.get() && awayUntil == null) {
      stayAway(now);
      return;
    }
    if (mode == WatchMode.UNWATCHED || now.compareTo(nextAction) < 0) {
      return;
    }
    act(watch.decide(view), now);
  }

  private void stayAway(Duration now) {
    awayUntil = now.plus(away);
    nextAction = now.plus(PATIENCE);
    elections(node::pauseElections);
    transfer(null);
  }

  private void comeBack(Duration now) {
    Duration until = awayUntil;
    if (until != null && now.compareTo(until) >= 0) {
      awayUntil = null;
      unable.set(false);
      elections(node::resumeElections);
    }
  }

  /** Something that is asked of Ratis about elections. */
  private interface Elections {
    CompletableFuture<RaftClientReply> ask();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // how it ends is logged
  private static void elections(Elections asked) {
    asked
        .ask()
        .whenComplete(
            (reply, failure) -> {
              if (failure != null || !reply.isSuccess()) {
                LOG.warn(
                    "elections are not paused or resumed: {}",
                    String.valueOf(failure != null ? failure : reply.getException()));
              }
            });
  }

  private void act(WatchAction action, Duration now) {
    if (action instanceof WatchAction.None) {
      return;
    }
    // One attempt takes up to a second; another on top of it would be refused.
    nextAction = now.plus(PATIENCE);
    if (action instanceof WatchAction.StepDown) {
      LOG.warn("no contact with a majority: giving up leadership");
      transfer(null);
    } else if (action instanceof WatchAction.Transfer transfer) {
      LOG.info("a witness leads: handing over to {}", transfer.to());
      transfer(transfer.to());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // how it ends is logged
  private void transfer(@Nullable PeerId to) {
    try {
      node.transfer(to, PATIENCE)
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
