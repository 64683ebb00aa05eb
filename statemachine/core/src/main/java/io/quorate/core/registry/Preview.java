package io.quorate.core.registry;

import io.quorate.core.RequestId;
import io.quorate.core.SessionStep;
import io.quorate.core.Term;
import io.quorate.core.store.StoreView;

/**
 * Says what the registry would say to a request as things are now; changes nothing and promises
 * nothing.
 */
public final class Preview {
  private Preview() {}

  /** The decision that the request would get if it were applied next. */
  public static Decision of(Request request, StoreView store) {
    return new Rules(store, Term.NONE, Registry.time(store)).decide(request);
  }

  /** Whether the request was carried out already, so that asking again gives its old answer. */
  public static boolean carriedOut(Request request, StoreView store) {
    return request.intent() instanceof RequestId id
        && Answers.known(store, id, request.fingerprint()) instanceof Decision.Accepted;
  }

  /**
   * Whether asking does nothing any more: the request was carried out already, or its session knows
   * an answer to it, such as that it has gone on without it.
   */
  public static boolean settled(Request request, StoreView store) {
    return request.intent() instanceof SessionStep step
        ? SessionAnswers.known(store, step, request.fingerprint()) != null
        : carriedOut(request, store);
  }
}
