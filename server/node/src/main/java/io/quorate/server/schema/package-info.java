/**
 * JSON Schemas: whether a value satisfies one, in bounded time. The library for that is known to
 * this package alone.
 *
 * <p>No decisions: what has to be validated, and what a result means for a commit, is core's.
 */
@NullMarked
package io.quorate.server.schema;

import org.jspecify.annotations.NullMarked;
