/** The rules of the configuration, driven through the registry as every entry is. */
@NullMarked
package io.quorate.core.config;

import org.jspecify.annotations.NullMarked;
