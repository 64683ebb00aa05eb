package io.quorate.core.config;

import io.quorate.core.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An edit that lies in a candidate.
 *
 * @param to what the value shall be; null to delete it
 * @param seen the revision at which the value came to be that stood there when the edit was made,
 *     or was moved to another base; NONE when there was none
 */
public record StagedEdit(@Nullable ConfigValue to, Revision seen) {}
