/**
 * Runtime entries of a group: small values by path that programs write often, without history. Each
 * stays until it is deleted, until a deadline, or as long as the epoch in which it was written.
 *
 * <p>Here live what a write may do, how the rows follow from it, and how those are found whose time
 * is over. The forms of paths and values are those of the configuration. Deadlines are cluster
 * time: an entry is there exactly as long as the log's time is before its deadline, so that no
 * clock of a reader matters, and what was over once never comes back.
 */
@NullMarked
package io.quorate.core.runtime;

import org.jspecify.annotations.NullMarked;
