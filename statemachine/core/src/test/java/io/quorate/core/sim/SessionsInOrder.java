package io.quorate.core.sim;

import io.quorate.core.SessionId;
import io.quorate.core.SessionStep;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.TreeMap;

/** What a program writes in a session takes effect in the order in which it was written. */
final class SessionsInOrder implements Invariant {
  private final Map<SessionId, Long> last = new TreeMap<>();

  @Override
  public void decided(Request request, Decision decision) {
    if (request.intent() instanceof SessionStep step
        && decision instanceof Decision.Accepted accepted
        && !accepted.events().isEmpty()) {
      Long before = last.put(step.session(), step.sequence());
      if (before != null && before >= step.sequence()) {
        throw new InvariantBroken("I4: " + request + " came into effect after write " + before);
      }
    }
  }
}
