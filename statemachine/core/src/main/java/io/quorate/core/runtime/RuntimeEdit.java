package io.quorate.core.runtime;

import io.quorate.core.Revision;
import io.quorate.core.config.ConfigPlace;
import org.jspecify.annotations.Nullable;

/**
 * One change of one entry.
 *
 * @param place where, and for whom
 * @param to what it shall be; null to delete it
 * @param expected the revision at which the present value came to be, NONE when there must be none;
 *     null: whatever is there
 */
public record RuntimeEdit(
    ConfigPlace place, @Nullable RuntimePut to, @Nullable Revision expected) {}
