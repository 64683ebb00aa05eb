package io.quorate.core.agent;

import io.quorate.core.lease.LeaseHolder;
import io.quorate.core.serving.ServingInputs;
import io.quorate.core.serving.ServingRules;
import io.quorate.core.serving.ServingState;
import io.quorate.core.serving.ServingStep;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The two rules that a node follows and that stand elsewhere. They are named here so that the
 * simulator can take one away and must find what goes wrong.
 *
 * @param leases counts the leases of a run of the node (H1, H5)
 * @param serving what comes next for one group (H2, H4)
 */
public record AgentRules(
    Supplier<LeaseHolder> leases, BiFunction<ServingState, ServingInputs, ServingStep> serving) {

  /** The protocol. */
  public static final AgentRules PROTOCOL = new AgentRules(LeaseHolder::new, ServingRules::next);
}
