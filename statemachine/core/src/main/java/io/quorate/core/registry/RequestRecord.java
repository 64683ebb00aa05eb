package io.quorate.core.registry;

import io.quorate.core.ClusterTime;

/**
 * The answer to a request that was carried out, kept so that the same request is not carried out
 * again.
 *
 * @param at when it was carried out
 * @param answer what its client was told
 */
public record RequestRecord(ClusterTime at, Answer answer) {}
