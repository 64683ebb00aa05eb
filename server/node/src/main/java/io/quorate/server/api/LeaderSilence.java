package io.quorate.server.api;

import java.time.Duration;

/** Says how long ago this node last had an answer from a leader that a majority follows. */
@FunctionalInterface
public interface LeaderSilence {
  /** Since the last answer; since the start, when there was none. */
  Duration lasting();
}
