package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Fingerprint;

/**
 * The answer to a request that was carried out, kept so that the same request is not carried out
 * again.
 *
 * @param at when it was carried out
 * @param answer what its client was told
 * @param fingerprint of what was asked for, since the answer is to nothing else
 */
public record RequestRecord(ClusterTime at, Answer answer, Fingerprint fingerprint) {}
