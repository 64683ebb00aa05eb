package io.quorate.core.counter;

import io.quorate.core.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say to a command.
 *
 * @param change what follows; null when it is refused, or would change nothing
 * @param block what was handed out, and where the counter stands after it
 * @param refusals all the reasons against it; empty when it is accepted
 */
public record CounterDecision(
    @Nullable CounterChange change, CounterBlock block, List<Refusal> refusals) {
  /** Keeps its own copy. */
  public CounterDecision {
    refusals = List.copyOf(refusals);
  }
}
