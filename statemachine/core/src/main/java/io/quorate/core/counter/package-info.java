/**
 * Counters of a group: numbers that only ever grow. Each value is handed out once, whichever node
 * leads and whoever is active.
 *
 * <p>Here live what can be asked of a counter and what follows. They stay when their group is
 * deleted, as its epochs do: a group of the same name goes on from them.
 */
@NullMarked
package io.quorate.core.counter;

import org.jspecify.annotations.NullMarked;
