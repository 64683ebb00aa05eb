/** The rules of counters, driven through the registry as every entry is. */
@NullMarked
package io.quorate.core.counter;

import org.jspecify.annotations.NullMarked;
