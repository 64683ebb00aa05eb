package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * As of when somebody has found a commit valid, by schemas and whatever else the declaration of the
 * group asks of values. That is not decided here, where each replica would have to come to the same
 * result for ever: only these numbers are compared.
 *
 * @param head the revision of the configuration
 * @param declaration the revision of the group's declaration
 */
public record Validated(Revision head, Revision declaration) {}
