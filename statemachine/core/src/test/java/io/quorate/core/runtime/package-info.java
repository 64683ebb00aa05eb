/** The rules of runtime entries, driven through the registry as every entry is. */
@NullMarked
package io.quorate.core.runtime;

import org.jspecify.annotations.NullMarked;
