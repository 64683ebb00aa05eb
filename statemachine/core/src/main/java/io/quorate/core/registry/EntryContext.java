package io.quorate.core.registry;

import io.quorate.core.ClusterTime;
import io.quorate.core.Term;

/**
 * Where in the log a request stands.
 *
 * @param term of the entry: the leader that appended it reigned in this term
 * @param index of the entry
 * @param stamp the leader's wall clock when it appended it
 */
public record EntryContext(Term term, long index, ClusterTime stamp) {}
