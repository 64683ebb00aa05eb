/** The admin service: checks input, routes to the leader, words answers. */
@NullMarked
package io.quorate.server.api;

import org.jspecify.annotations.NullMarked;
