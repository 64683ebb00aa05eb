package io.quorate.core.lease;

import java.time.Duration;

/**
 * What an epoch was granted with (rule S3).
 *
 * @param lease D
 * @param fenceDelay F
 */
public record LeaseTerms(Duration lease, Duration fenceDelay) {}
