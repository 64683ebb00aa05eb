/**
 * Core's records as bytes, and core's registry as the thing that entries are applied to. The same
 * record gives the same bytes on every node: fixed order, and maps of declarations by their keys.
 */
@NullMarked
package io.quorate.replica.codec;

import org.jspecify.annotations.NullMarked;
