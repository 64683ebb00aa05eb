package io.quorate.core.config;

import io.quorate.core.Refusal;
import io.quorate.core.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say to a command.
 *
 * @param event what follows; null when it is refused, or would change nothing
 * @param revision of the space after it
 * @param refusals all the reasons against it; empty when it is accepted
 */
public record ConfigDecision(
    @Nullable ConfigEvent event, Revision revision, List<Refusal> refusals) {
  /** Keeps its own copy. */
  public ConfigDecision {
    refusals = List.copyOf(refusals);
  }
}
