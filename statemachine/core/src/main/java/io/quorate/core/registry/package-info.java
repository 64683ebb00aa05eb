/**
 * The role registry: commands are decided into events, events are applied to the store.
 *
 * <p>Nothing volatile lives here: leases and reports are in {@code lease} and {@code failover}.
 */
@NullMarked
package io.quorate.core.registry;

import org.jspecify.annotations.NullMarked;
