/**
 * The keys of secrets, as far as all nodes know them: who may open them, under which generation of
 * the key they are sealed, and where sealed values stand.
 *
 * <p>Here live the rules of keys and of their change. Not here: any key that opens something, or
 * the sealing itself, which need randomness and are the work of data nodes. What a sealed value is
 * to the configuration lives with the configuration.
 */
@NullMarked
package io.quorate.core.secret;

import org.jspecify.annotations.NullMarked;
