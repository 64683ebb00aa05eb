package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * As of when somebody has found a commit valid, by schemas and whatever else the declaration of the
 * group asks of values. That is not decided here, where each replica would have to come to the same
 * result for ever: only these numbers are compared.
 *
 * @param head the revision of the configuration
 * @param declaration the revision of the group's declaration
 * @param edition of the candidate that is committed; 0 when none is
 */
public record Validated(Revision head, Revision declaration, long edition) {
  /** Of a commit of no candidate. */
  public Validated(Revision head, Revision declaration) {
    this(head, declaration, 0);
  }
}
