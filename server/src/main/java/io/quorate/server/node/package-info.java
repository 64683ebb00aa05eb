/**
 * The node file: what one node needs to know before it can speak to the others.
 */
@NullMarked
package io.quorate.server.node;

import org.jspecify.annotations.NullMarked;
