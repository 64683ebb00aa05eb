package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Intent;
import io.quorate.core.Reason;
import io.quorate.core.RequestId;
import io.quorate.core.SessionStep;
import io.quorate.core.store.Counter;
import io.quorate.core.store.Store;
import io.quorate.core.store.StoreView;
import java.util.List;

/**
 * Applies log entries: decides each request of an entry in order and applies its events, so that a
 * later request sees what an earlier one did. Every replica computes the same from the same log.
 */
public final class Registry {
  private static final Counter TIME = new Counter("cluster-time");

  private Registry() {}

  /**
   * Applies one entry.
   *
   * @return one decision for each request, in order
   */
  public static List<Decision> apply(EntryContext entry, List<Request> requests, Store rows) {
    EntryStore ofEntry = new EntryStore(rows);
    Store store = new LeveledStore(ofEntry);
    ClusterTime now = advanceTime(entry.stamp(), store);
    OneEntry application = new OneEntry(entry, now, store);
    List<Decision> decisions = requests.stream().map(application::apply).toList();
    ofEntry.end();
    return decisions;
  }

  /** Cluster time as of the last applied entry. */
  public static ClusterTime time(StoreView store) {
    return new ClusterTime(TIME.read(store));
  }

  private static ClusterTime advanceTime(ClusterTime stamp, Store store) {
    ClusterTime now = stamp.orLater(time(store));
    TIME.set(store, now.millis());
    return now;
  }

  /** An entry while it is applied. */
  private static final class OneEntry {
    private static final Decision FULL = new Decision.Rejected(List.of(EntryLimits.full()));

    private final Store store;
    private final ClusterTime now;
    private final Rules rules;
    private final EventApplier applier;
    private final SessionAnswers sessions;

    OneEntry(EntryContext entry, ClusterTime now, Store store) {
      this.store = store;
      this.now = now;
      this.rules = new Rules(store, entry.term(), now);
      this.applier = new EventApplier(store, now);
      this.sessions = new SessionAnswers(store, now);
    }

    Decision apply(Request request) {
      Intent intent = request.intent();
      if (intent instanceof SessionStep step) {
        return apply(request, step);
      }
      return intent instanceof RequestId id ? apply(request, id) : carryOut(request);
    }

    private Decision apply(Request request, RequestId id) {
      Decision before = Answers.known(store, id, request.fingerprint());
      if (before != null) {
        return before;
      }
      Decision decision = carryOut(request);
      if (decision instanceof Decision.Accepted accepted) {
        Answers.remember(
            store, id, new RequestRecord(now, accepted.answer(), request.fingerprint()));
      }
      return decision;
    }

    private Decision apply(Request request, SessionStep step) {
      Decision before = SessionAnswers.known(store, step, request.fingerprint());
      if (before != null) {
        return before;
      }
      if (!request.command().inSessions()) {
        return Rules.reject(
            Reason.INVALID_VALUE,
            step + " is not a write of runtime entries, of a configuration or of a counter",
            "ask for it under a request id");
      }
      boolean unnamed = request.actor().isEmpty();
      Decision decision = carryOut(unnamed ? request.by(sessions.actor(step.session())) : request);
      if (!decision.equals(FULL) && !Validation.overtaken(decision)) {
        sessions.remember(step, request.fingerprint(), decision);
      }
      return decision;
    }

    private Decision carryOut(Request request) {
      Decision decision = rules.decide(request);
      if (decision instanceof Decision.Accepted accepted) {
        if (!applier.hasRoomFor(accepted.events())) {
          return FULL;
        }
        accepted.events().forEach(event -> applier.apply(event, request.actor()));
      }
      return decision;
    }
  }
}
