/**
 * Those who watch what groups keep, on this node: what is kept in memory for them, and how they are
 * told of it. What there is to tell is said by sources, which live with the API.
 */
@NullMarked
package io.quorate.server.changes;

import org.jspecify.annotations.NullMarked;
