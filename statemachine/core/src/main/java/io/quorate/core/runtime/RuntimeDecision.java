package io.quorate.core.runtime;

import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say to a command.
 *
 * @param change what follows; null when it is refused, or would change nothing
 * @param revision of the group's runtime entries after it
 * @param refusals all the reasons against it; empty when it is accepted
 */
public record RuntimeDecision(
    @Nullable RuntimeChange change, Revision revision, List<Refusal> refusals) {
  /** Keeps its own copy. */
  public RuntimeDecision {
    refusals = List.copyOf(refusals);
  }
}
