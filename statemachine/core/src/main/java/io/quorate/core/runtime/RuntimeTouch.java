package io.quorate.core.runtime;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPlace;
import org.jspecify.annotations.Nullable;

/**
 * One entry that shall stay for another time to live.
 *
 * @param place where, and for whom
 * @param expected the revision that it must have; null: whatever is there
 */
public record RuntimeTouch(ConfigPlace place, @Nullable Revision expected) {}
