package io.quorate.core.runtime;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPath;
import org.jspecify.annotations.Nullable;

/**
 * One entry that shall stay for another time to live.
 *
 * @param path where
 * @param expected the revision that it must have; null: whatever is there
 */
public record RuntimeTouch(ConfigPath path, @Nullable Revision expected) {}
