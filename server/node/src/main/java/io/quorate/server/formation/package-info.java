/**
 * A voter's part in the forming of its cluster, and the forming itself by way of any of them.
 *
 * <p>No decisions: those are in {@code io.quorate.core.formation}. Here are the note on the disk,
 * the calls between the voters, and their order.
 */
@NullMarked
package io.quorate.server.formation;

import org.jspecify.annotations.NullMarked;
