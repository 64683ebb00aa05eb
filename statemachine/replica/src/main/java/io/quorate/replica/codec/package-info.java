/**
 * Core's records as bytes, and core's registry as the thing that entries are applied to. The same
 * record gives the same bytes on every node: no maps, fixed order.
 */
@NullMarked
package io.quorate.replica.codec;

import org.jspecify.annotations.NullMarked;
