/**
 * Facts of members: when they are looked for, and which of them are not as they must be. Processes,
 * clocks and the wire are elsewhere.
 */
@NullMarked
package io.quorate.core.facts;

import org.jspecify.annotations.NullMarked;
