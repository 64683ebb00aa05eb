/**
 * Who the members of a replicated group are: ids, kinds and addresses.
 *
 * <p>Values only. Nothing here opens a file or a connection.
 */
@NullMarked
package io.quorate.replica.peer;

import org.jspecify.annotations.NullMarked;
