package io.quorate.core.config;

import io.quorate.core.Revision;

/**
 * A value as it stands.
 *
 * @param value the value
 * @param revision of the space at which it came to be so
 */
public record ConfigEntry(ConfigValue value, Revision revision) {}
