package io.quorate.server.trial;

import io.quorate.core.registry.Request;
import java.util.concurrent.CompletableFuture;

/** Tries commits on this node. */
@FunctionalInterface
public interface Trials {
  /**
   * Has the command of a group say whether it accepts a commit.
   *
   * @param request for a commit, bound to the revisions that it is tried against
   * @param appliedIndex the entry up to which this node must have applied the log
   * @return the result, which always comes
   */
  CompletableFuture<TrialResult> run(Request request, long appliedIndex);

  /** On a node that runs nothing of groups. */
  static Trials none() {
    return (request, appliedIndex) ->
        CompletableFuture.completedFuture(
            TrialResult.cannotRun("this node is no data node, so it runs no commands"));
  }
}
