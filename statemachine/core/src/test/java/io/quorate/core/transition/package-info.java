/**
 * The whole of what a group and a node can come into, found by asking the production rules about
 * every case; and the page of the documents that is made of it.
 *
 * <p>No list of transitions stands here: what is not in the rules is not on the page.
 */
@NullMarked
package io.quorate.core.transition;

import org.jspecify.annotations.NullMarked;
