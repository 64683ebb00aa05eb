package io.quorate.core.registry;

import io.quorate.core.Refusal;
import java.util.List;

/** What the registry says to a request. */
public sealed interface Decision {

  /**
   * It is done, and this is what happened; no events when nothing had to change.
   *
   * @param events in order
   * @param answer for the client
   */
  record Accepted(List<Event> events, Answer answer) implements Decision {
    /** Keeps its own copy. */
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /**
   * Nothing was changed.
   *
   * @param refusals all the reasons, at least one
   */
  record Rejected(List<Refusal> refusals) implements Decision {
    /** Keeps its own copy. */
    public Rejected {
      refusals = List.copyOf(refusals);
    }
  }
}
