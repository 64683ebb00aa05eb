package io.quorate.core.serving;

import java.util.List;

/**
 * What follows from the present inputs.
 *
 * @param state where the node is from now on
 * @param effects what the agent shall begin, in order
 */
public record ServingStep(ServingState state, List<Effect> effects) {
  /** Keeps its own copy. */
  public ServingStep {
    effects = List.copyOf(effects);
  }

  static ServingStep of(ServingState state, Effect... effects) {
    return new ServingStep(state, List.of(effects));
  }
}
