package io.quorate.replica.identity;

import org.jspecify.annotations.Nullable;

/**
 * What was found in a data directory.
 *
 * @param outer the identity outside the log's folder, or null
 * @param inner its copy inside the log's folder, or null
 * @param logFormatted whether the log's folder holds a formatted log
 * @param logFolder whether the log's folder is there at all
 */
record Found(
    @Nullable DataIdentity outer,
    @Nullable DataIdentity inner,
    boolean logFormatted,
    boolean logFolder) {}
