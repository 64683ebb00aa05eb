package io.quorate.replica;

import io.quorate.replica.Replica.WatchMode;
import io.quorate.replica.leadership.LeaderView;
import io.quorate.replica.leadership.LeadershipWatch;
import io.quorate.replica.leadership.WatchAction;
import io.quorate.replica.peer.PeerId;
import java.io.IOException;
import java.time.Duration;
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
  private static final Duration MAX_NOT_RUNNING = Duration.ofSeconds(10);

  private final RaftNode node;
  private final LeadershipWatch watch;
  private final Sightings sightings;
  private final Reconnects reconnects;
  private final Halt halt;
  private volatile WatchMode mode = WatchMode.UNWATCHED;
  private Duration nextAction = Duration.ZERO;
  private @Nullable Duration notRunningSince;
  private boolean hasRun;

  LeadershipWatchdog(
      RaftNode node, LeadershipWatch watch, Sightings sightings, Reconnects reconnects, Halt halt) {
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

  /** One look, at this time of a clock that only goes forward. */
  void look(Duration now) {
    checkLife(now);
    long term = node.currentTerm();
    LeaderView view = node.leaderView();
    reconnects.look(now, view);
    if (view == null || node.currentTerm() != term) {
      return;
    }
    sightings.note(term, view, node.commitIndex());
    if (mode == WatchMode.UNWATCHED || now.compareTo(nextAction) < 0) {
      return;
    }
    act(watch.decide(view), now);
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
