package io.quorate.core.serving;

/** What becomes of the role while a node ceases to serve, as far as the node knows. */
public enum Ending {
  /** The leader takes it back in order: another node is to have it, or the group is deleted. */
  HANDED_OVER,
  /** The leader has no part for this node any more: it is elsewhere, or nowhere. */
  LOST,
  /** No leader has extended the lease: who has it next is decided without this node. */
  LEASE_OVER,
  /** It could not be started here, or not be kept, and is given back. */
  FAILED,
  /** It stays here, and is started again. */
  PROMOTING_AGAIN;

  /** What the state and its inputs say; of use only while the node ceases to serve. */
  public static Ending of(ServingState state, ServingInputs inputs) {
    if (state.failed().equals(state.epoch())) {
      return FAILED;
    }
    Directive directive = inputs.directive();
    if (directive.ends(state.epoch())) {
      boolean inOrder =
          directive.step() == Directive.Step.DEMOTE && directive.epoch().equals(state.epoch());
      return inOrder ? HANDED_OVER : LOST;
    }
    if (inputs.leaseEnding()) {
      return LEASE_OVER;
    }
    return inputs.restart() == ServingInputs.Restart.NOW ? PROMOTING_AGAIN : FAILED;
  }
}
