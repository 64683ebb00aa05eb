package io.quorate.core.runtime;

import io.quorate.core.config.ConfigValue;

/**
 * What an entry shall be.
 *
 * @param value its value
 * @param lifetime how long it shall stay
 */
public record RuntimePut(ConfigValue value, Lifetime lifetime) {}
