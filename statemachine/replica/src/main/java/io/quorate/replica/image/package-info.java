/** Publishes the image of the registry that this node's readers look at. */
@NullMarked
package io.quorate.replica.image;

import org.jspecify.annotations.NullMarked;
