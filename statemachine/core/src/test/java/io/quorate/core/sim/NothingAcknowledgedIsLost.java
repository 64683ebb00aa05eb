package io.quorate.core.sim;

import io.quorate.core.Intent;
import io.quorate.core.registry.Answer;
import io.quorate.core.registry.Decision;
import io.quorate.core.registry.Request;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * I4: what was acknowledged is in the history for ever, and has had its effect once, however often
 * it was sent. An entry that would be replaced by another after it was committed is found where
 * that happens ({@link Truth}, {@link RaftPeer}); that every replica ends up with the same is
 * checked at the end.
 */
final class NothingAcknowledgedIsLost implements Invariant {
  private final Map<String, Answer> accepted = new TreeMap<>();
  private final Set<String> decided = new TreeSet<>();

  @Override
  public void decided(Request request, Decision decision) {
    String intent = request.actor();
    Intent id = request.intent();
    if (id == null && !intent.startsWith(Operators.ACTOR)) {
      return;
    }
    decided.add(intent);
    if (decision instanceof Decision.Accepted done) {
      Answer before = accepted.putIfAbsent(intent, done.answer());
      if (before != null && !done.events().isEmpty()) {
        throw new InvariantBroken("I4: " + request + " has had an effect twice");
      }
    }
  }

  @Override
  public void answered(Request request, Decision decision) {
    if (!decided.contains(request.actor())) {
      throw new InvariantBroken("I4: " + request + " was answered and is not in the history");
    }
    if (decision instanceof Decision.Accepted done
        && !done.answer().equals(accepted.get(request.actor()))) {
      throw new InvariantBroken(
          "I4: "
              + request
              + " was answered with "
              + done.answer()
              + ", the history says "
              + accepted.get(request.actor()));
    }
  }
}
