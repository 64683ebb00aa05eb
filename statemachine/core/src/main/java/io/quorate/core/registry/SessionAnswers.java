package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Fingerprint;
import io.quorate.core.Reason;
import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import io.quorate.core.store.Table;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are kept of the writes of sessions.
 *
 * <p>The writes of a session are decided in the order of their sequences. One that comes after a
 * later one has been decided is never carried out any more, so that a program which sends again
 * what has no answer sees its writes in the order in which it made them.
 */
final class SessionAnswers {
  private final Store store;
  private final ClusterTime now;

  SessionAnswers(Store store, ClusterTime now) {
    this.store = store;
    this.now = now;
  }

  /**
   * What is to be answered without carrying anything out: the kept answer of a write that comes
   * again, or why the write cannot be taken; null when it is to be decided.
   */
  static @Nullable Decision known(StoreView store, SessionStep step, Fingerprint asked) {
    SessionRecord session = session(store, step.session());
    if (session == null) {
      return Rules.reject(
          Reason.UNKNOWN_SESSION,
          "there is no session " + step.session() + ": it was ended, or not used for an hour",
          "open another one; look up what became of writes that have no answer");
    }
    if (step.sequence() < 1) {
      return Rules.reject(
          Reason.INVALID_VALUE,
          "the sequence is " + step.sequence(),
          "count the writes of a session from 1 on");
    }
    if (step.sequence() > session.last()) {
      return null;
    }
    if (step.sequence() <= session.forgotten()) {
      return Rules.reject(
          Reason.ANSWER_NOT_KEPT,
          step + " was decided, and its answer is not kept: the last is " + session.last(),
          "have at most " + SessionRecord.ANSWERS + " writes without an answer at a time");
    }
    return session.kept().stream()
        .filter(kept -> kept.sequence() == step.sequence())
        .findFirst()
        .map(kept -> again(kept, asked, step))
        .orElseGet(
            () ->
                Rules.reject(
                    Reason.OUT_OF_SEQUENCE,
                    step
                        + " was not carried out: "
                        + session.last()
                        + " was decided before it came",
                    "ask for it again as the next write, if it is still wanted"));
  }

  private static Decision again(KeptAnswer kept, Fingerprint asked, SessionStep step) {
    return kept.fingerprint().equals(asked)
        ? kept.decision()
        : Answers.reused("something else was asked for as " + step);
  }

  /** Whose a session is that {@link #known} knows. */
  String actor(SessionId id) {
    SessionRecord session = session(store, id);
    return session == null ? "" : session.actor();
  }

  /** Keeps what a write was answered that is later than all before it. */
  void remember(SessionStep step, Fingerprint asked, Decision decision) {
    SessionRecord session = session(store, step.session());
    if (session != null) {
      KeptAnswer kept = KeptAnswer.of(step.sequence(), asked, decision);
      Sessions.put(store, step.session(), session.with(kept), now);
    }
  }

  private static @Nullable SessionRecord session(StoreView store, SessionId id) {
    return store.get(Table.SESSIONS, Sessions.key(id));
  }
}
