/**
 * The one interface through which the state is reached: sorted tables of typed records.
 *
 * <p>What the records mean lives with the registry; how they are stored does not live in core at
 * all.
 */
@NullMarked
package io.quorate.core.store;

import org.jspecify.annotations.NullMarked;
