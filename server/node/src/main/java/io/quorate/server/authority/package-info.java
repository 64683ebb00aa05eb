/**
 * {@code quorate trust}: makes the credentials of nodes and users, on any machine, without a
 * cluster. How credentials are used is said elsewhere.
 */
@NullMarked
package io.quorate.server.authority;

import org.jspecify.annotations.NullMarked;
