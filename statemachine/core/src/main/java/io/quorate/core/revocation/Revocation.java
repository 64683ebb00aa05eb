package io.quorate.core.revocation;

import io.quorate.core.ClusterTime;
import java.time.Instant;

/**
 * Certificates of one holder are not taken any more: all that began before a moment. One that
 * begins later is as good as any, so that a holder whose key was stolen is given another.
 *
 * @param before in whole seconds, as certificates say when they begin
 * @param author who revoked them
 * @param at when, by the cluster's clock
 * @param cause why, in words; may be empty
 */
public record Revocation(Instant before, String author, ClusterTime at, String cause) {}
