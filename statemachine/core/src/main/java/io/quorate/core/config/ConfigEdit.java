package io.quorate.core.config;

import io.quorate.core.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One change of one value.
 *
 * @param place where
 * @param to what it shall be; null to delete it
 * @param expected the revision at which the present value came to be, NONE when there must be none;
 *     null: whatever is there
 */
public record ConfigEdit(
    ConfigPlace place, @Nullable ConfigValue to, @Nullable Revision expected) {}
