package io.quorate.server.leader;

import io.quorate.core.SessionStep;
import io.quorate.core.leader.ProposalEnd;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import io.quorate.server.registry.ProposalFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What the log's answer to a proposal means for the leader. */
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderLoop.class);

  private Outcomes() {}

  static ProposalEnd end(@Nullable Decision decision, @Nullable Throwable failure) {
    if (decision != null) {
      return decision instanceof Decision.Accepted ? ProposalEnd.ACCEPTED : ProposalEnd.REJECTED;
    }
    boolean surely =
        Failures.cause(failure) instanceof ProposalFailedException failed
            && failed.kind() != ProposalFailedException.Kind.UNKNOWN;
    return surely ? ProposalEnd.NOT_PROPOSED : ProposalEnd.UNKNOWN;
  }

  static void log(Request request, @Nullable Decision decision, @Nullable Throwable failure) {
    String what = request.command().getClass().getSimpleName();
    if (failure != null) {
      LOG.warn("no answer to {}: {}", what, Failures.cause(failure).getMessage());
    } else if (decision instanceof Decision.Rejected rejected) {
      // A program that writes much is told itself; its refusals would fill the log.
      Level level = request.intent() instanceof SessionStep ? Level.DEBUG : Level.INFO;
      LOG.atLevel(level).log("refused {}: {}", what, rejected.refusals().get(0).message());
    } else {
      LOG.debug("accepted {}", what);
    }
  }
}
