package io.quorate.core.facts;

import io.quorate.core.NodeId;
import io.quorate.core.declaration.Fact;

/**
 * A fact of a member that is not as it must be.
 *
 * @param node the member
 * @param fact which
 * @param cause how it is not
 * @param message for people, with the values
 * @param remedy what to do
 */
public record FactBreach(NodeId node, Fact fact, Cause cause, String message, String remedy) {
  /** How a fact is not as it must be. */
  public enum Cause {
    /** It has another value than it must have. */
    VALUE,
    /** Its command fails there, so nobody knows. */
    NOT_KNOWN
  }
}
